// The stage of models of numbers: histograms of real and generated ones, with D as a curve over them.

import { tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { HistogramView } from '../../schema/views';
import type { CategoryPart } from '../latent/category-rows';
import type { TwoPlayerGame } from '../training/two-player';
import type { TwoPlayerParams } from '../training/two-player-params';
import { categoryArgs, landscapeAt, oneCategory, realPoints, rowsOf } from './one-category';
import { POINTS, pointSource, read } from './point-samples';
import { generateOptions } from './samples';
import type { ViewDefinition } from './view-definition';

const HISTOGRAM_BINS = 60;

/** Share of the values per bin and unit length, so that the bars have area 1 (less what lies outside). */
export function histogramDensity(values: Float32Array, edges: Float32Array): Float32Array {
  const bins = edges.length - 1;
  const low = edges[0] ?? 0;
  const width = ((edges[bins] ?? 0) - low) / bins;
  const density = new Float32Array(bins);
  for (const value of values) {
    const bin = Math.floor((value - low) / width);
    if (bin >= 0 && bin < bins) density[bin] = (density[bin] ?? 0) + 1 / (values.length * width);
  }
  return density;
}

/** `part` – a category of the latent that the picture can show one value of. */
export const theatre1dWith = (
  part: CategoryPart | null,
): ViewDefinition<TwoPlayerGame, TwoPlayerParams> => ({
  spec: {
    id: 'theatre1d',
    kind: 'histogram',
    label: 'Theatre',
    help: 'Histograms of real and generated numbers, with the probability that D gives each value.',
    placement: 'stage',
    args: { ...categoryArgs(part), points: { ...POINTS, default: 2000 } },
  },
  async draw(game, args, context): Promise<HistogramView> {
    const source = pointSource(context);
    const { extent } = source;
    const edges = Float32Array.from(
      { length: HISTOGRAM_BINS + 1 },
      (_, i) => extent * ((2 * i) / HISTOGRAM_BINS - 1),
    );
    const x = Float32Array.from({ length: 121 }, (_, i) => extent * (i / 60 - 1));
    const category = oneCategory(part, args);
    const drawn = tidy(() => ({
      fake: game.generate(rowsOf(context, category, Number(args.points)), generateOptions(args)),
      real: context.fixedReals(Number(args.points)),
      d: { ...landscapeAt(game, tensor2d(x, [x.length, 1]), context, category) },
    }));
    const real = realPoints(source, await read(drawn.real), category);
    const { density } = source;
    return {
      kind: 'histogram',
      edges,
      bars: [
        { role: 'real', label: 'real', density: histogramDensity(real.shown, edges) },
        { role: 'fake', label: 'fake', density: histogramDensity(await read(drawn.fake), edges) },
      ],
      lines: [
        {
          role: 'd',
          label: drawn.d.label,
          scale: 'probability',
          x,
          y: await read(drawn.d.values),
        },
        // That of all classes together.
        ...(density === undefined || real.others.length > 0
          ? []
          : [
              {
                role: 'real' as const,
                label: 'exact density',
                scale: 'density' as const,
                x: x.slice(),
                y: x.map((value) => density(value, 0)),
              },
            ]),
      ],
    };
  },
});
