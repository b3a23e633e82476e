// For points with codes: the way that samples go as one continuous code goes through its range, all else the same. In the plane, or
// for numbers over the code.

import { tidy } from '@tensorflow/tfjs-core';
import type { LatentControl } from '../../schema/latents';
import type { CurveView } from '../../schema/views';
import { rowsForEach } from '../latent/category-rows';
import type { TwoPlayerGame } from '../training/two-player';
import { evenSweep, sweepArgs, sweptCode, sweptCodes } from './code-values';
import { pointSource, read } from './point-samples';
import { generateOptions, ROWS, WEIGHTS } from './samples';
import type { ViewDefinition } from './view-definition';

/** Fine enough for bends. */
const PATH_STEPS = 41;
const REAL_POINTS = 300;

const PATHS = { ...ROWS, label: 'Paths', default: 24, max: 100 };

/** Paths one after the other in one line, with a gap that is not a number between them. */
function joined(
  values: Float32Array,
  rows: number,
  of: (row: number, step: number) => number,
): Float32Array {
  const steps = values.length === 0 ? 0 : PATH_STEPS;
  const line = new Float32Array(rows * (steps + 1)).fill(Number.NaN);
  for (let row = 0; row < rows; row++) {
    for (let step = 0; step < steps; step++) line[row * (steps + 1) + step] = of(row, step);
  }
  return line;
}

/** @param controls the latent of the run, with at least one continuous code */
export function codePaths(controls: readonly LatentControl[]): ViewDefinition<TwoPlayerGame> {
  const codes = sweptCodes(controls).filter(({ names }) => names === null);
  return {
    spec: {
      id: 'codePaths',
      kind: 'curve',
      label: 'Paths of a code',
      help: 'Each line is the way of one sample as a code goes through its range, all else the same: short lines heed it little.',
      placement: 'explore',
      args: { ...sweepArgs(codes), rows: PATHS, weights: WEIGHTS },
    },
    async draw(game, args, context): Promise<CurveView> {
      const { dim } = pointSource(context);
      const code = sweptCode(codes, args);
      const rows = Number(args.rows);
      const sweep = evenSweep(code, args.reach === 'far', PATH_STEPS);
      const drawn = tidy(() => ({
        paths: game.generate(
          rowsForEach(
            context.fixedLatents(rows),
            code,
            sweep.map((value) => [value]),
          ),
          generateOptions(args),
        ),
        real: context.fixedReals(REAL_POINTS),
      }));
      const paths = await read(drawn.paths);
      const real = await read(drawn.real);
      const at = (axis: number) => (row: number, step: number) =>
        paths[dim * (row * PATH_STEPS + step) + axis] ?? 0;
      const line = { role: 'g' as const, label: 'paths' };
      if (dim === 1) {
        return {
          kind: 'curve',
          xLabel: 'code',
          yLabel: 'sample',
          lines: [
            {
              ...line,
              x: joined(paths, rows, (_, step) => sweep[step] ?? 0),
              y: joined(paths, rows, at(0)),
            },
          ],
          dots: [],
        };
      }
      return {
        kind: 'curve',
        xLabel: 'x',
        yLabel: 'y',
        lines: [{ ...line, x: joined(paths, rows, at(0)), y: joined(paths, rows, at(1)) }],
        dots: [
          {
            role: 'real',
            label: 'real',
            x: real.filter((_, i) => i % 2 === 0),
            y: real.filter((_, i) => i % 2 === 1),
          },
        ],
      };
    },
  };
}
