// The stage of image models with codes: along a row one code changes and all else stays the same, so that what changes in the picture is
// what the code has come to mean.
// Source of the layout: Chen et al. 2016, figure 2 (arXiv:1606.03657).

import { tidy } from '@tensorflow/tfjs-core';
import type { LatentControl } from '../../schema/latents';
import type { ImagesView } from '../../schema/views';
import { rowsForEach } from '../latent/category-rows';
import type { TwoPlayerGame } from '../training/two-player';
import { sweepArgs, sweepValues, sweptCode, sweptCodes } from './code-values';
import { read } from './point-samples';
import { generateOptions, imagesView, NORM, ROWS, WEIGHTS } from './samples';
import type { ViewDefinition } from './view-definition';

/** Of a continuous code. The official grid has as many. */
const STEPS = 10;
/** More would be too small to see, and too many to draw while training. */
const MOST_COLUMNS = 20;

/** @param controls the latent of the run, with at least one code */
export function codeSweep(controls: readonly LatentControl[]): ViewDefinition<TwoPlayerGame> {
  const codes = sweptCodes(controls);
  return {
    spec: {
      id: 'codeSweep',
      kind: 'images',
      label: 'Code sweep',
      help: 'Along a row one code changes and everything else stays the same: what changes in the picture is what the code means.',
      placement: 'stage',
      args: { ...sweepArgs(codes), rows: ROWS, weights: WEIGHTS, norm: NORM },
    },
    async draw(game, args, context): Promise<ImagesView> {
      const code = sweptCode(codes, args);
      const columns = sweepValues(code, args, STEPS, MOST_COLUMNS);
      const images = tidy(() =>
        game.generate(
          rowsForEach(
            context.fixedLatents(Number(args.rows)),
            code,
            columns.map(({ value }) => value),
          ),
          generateOptions(args),
        ),
      );
      const { shape } = images;
      const values = await read(images);
      return {
        ...imagesView(values, shape),
        columns: columns.length,
        columnNames: columns.map(({ name }) => name),
      };
    },
  };
}
