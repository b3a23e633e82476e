// The stage of point models: real and fake samples over D's landscape. In two dimensions a field with the arrows that G
// follows; in one dimension histograms with D as a curve.

import {
  grad,
  mul,
  neg,
  sigmoid,
  slice,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import { integer } from '../../schema/params';
import type { FieldView, HistogramView } from '../../schema/views';
import type { ViewContext } from '../architecture';
import type { PointSource } from '../datasets/source';
import { LOSSES } from '../losses';
import type { TwoPlayerGame } from '../training/two-player';
import type { TwoPlayerParams } from '../training/two-player-params';
import { generateOptions } from './samples';
import type { ViewDefinition } from './view-definition';

const POINTS = integer({
  label: 'Points',
  help: 'How many real and how many generated points to draw.',
  group: 'model',
  live: true,
  default: 500,
  min: 10,
  max: 4000,
  scale: 'log',
});

const RESOLUTION = integer({
  label: 'Resolution',
  help: 'Cells of the landscape per side.',
  group: 'discriminator',
  live: true,
  default: 40,
  min: 8,
  max: 128,
});

const ARROWS = integer({
  label: 'Arrows',
  help: 'Generated points that show where their gradient pulls them.',
  group: 'generator',
  live: true,
  default: 60,
  min: 0,
  max: 400,
});

/** Cells per side of the warped latent grid. */
const MANIFOLD_SIDE = 21;
/** The latent grid spans this many standard deviations. */
const MANIFOLD_SPAN = 2;
const HISTOGRAM_BINS = 60;

async function read(tensor: Tensor): Promise<Float32Array> {
  const values = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return values;
}

function pointSource(context: ViewContext<TwoPlayerParams>): PointSource {
  if (context.source.kind !== 'points') throw new Error('the theatre shows points only');
  return context.source;
}

/** Cell centres of a square grid, row 0 at the bottom, [resolution², 2]. */
function gridPoints(extent: number, resolution: number): Tensor2D {
  const at = (i: number) => extent * ((2 * i + 1) / resolution - 1);
  const xy = new Float32Array(2 * resolution ** 2);
  for (let row = 0; row < resolution; row++) {
    for (let column = 0; column < resolution; column++) {
      xy.set([at(column), at(row)], 2 * (row * resolution + column));
    }
  }
  return tensor2d(xy, [resolution ** 2, 2]);
}

/** A regular grid in a two-dimensional z, row by row. */
function latentGrid(context: ViewContext<TwoPlayerParams>): Tensor2D | null {
  if (context.params.zDim !== 2) return null;
  const lowest = context.params.prior === 'uniform01' ? 0 : -1;
  const span =
    context.params.prior === 'uniform01' || context.params.prior === 'uniform' ? 1 : MANIFOLD_SPAN;
  const at = (i: number) => span * (lowest + ((1 - lowest) * i) / (MANIFOLD_SIDE - 1));
  const z = new Float32Array(2 * MANIFOLD_SIDE ** 2);
  for (let i = 0; i < MANIFOLD_SIDE ** 2; i++) {
    z.set([at(i % MANIFOLD_SIDE), at(Math.floor(i / MANIFOLD_SIDE))], 2 * i);
  }
  return tensor2d(z, [MANIFOLD_SIDE ** 2, 2]);
}

/** The direction in which G's loss falls, per sample: −∂(N · L_G)/∂x. */
function descent(game: TwoPlayerGame, x: Tensor, params: TwoPlayerParams): Tensor {
  const settings = { blend: params.lossBlend, smoothing: params.labelSmoothing };
  return neg(
    grad((input: Tensor) =>
      mul(LOSSES[params.loss].g(game.judge(input), settings), x.shape[0] ?? 1),
    )(x),
  );
}

/** The two-dimensional theatre. */
export const theatre: ViewDefinition<TwoPlayerGame, TwoPlayerParams> = {
  spec: {
    id: 'theatre',
    kind: 'field',
    label: 'Theatre',
    help: 'Real points, generated points, and how real D finds each place; arrows show where G is pulled.',
    placement: 'stage',
    args: { points: POINTS, resolution: RESOLUTION, arrows: ARROWS },
  },
  async draw(game, args, context): Promise<FieldView> {
    const { extent } = pointSource(context);
    const resolution = Number(args.resolution);
    const options = generateOptions(args);
    const drawn = tidy(() => {
      const fake = game.generate(context.fixedLatents(Number(args.points)), options);
      const tails = slice(fake, [0, 0], [Math.min(Number(args.arrows), fake.shape[0] ?? 0), 2]);
      const grid = latentGrid(context);
      return {
        values: sigmoid(game.judge(gridPoints(extent, resolution))),
        fake,
        real: context.fixedReals(Number(args.points)),
        tails,
        heads: tails.size === 0 ? tails : descent(game, tails, context.params),
        ...(grid === null ? {} : { manifold: game.generate(grid, options) }),
      };
    });
    const tails = await read(drawn.tails);
    const heads = drawn.heads === drawn.tails ? tails : await read(drawn.heads);
    const arrows = new Float32Array(2 * tails.length);
    for (let i = 0; i < tails.length / 2; i++) {
      arrows.set(tails.subarray(2 * i, 2 * i + 2), 4 * i);
      arrows.set(heads.subarray(2 * i, 2 * i + 2), 4 * i + 2);
    }
    return {
      kind: 'field',
      extent,
      resolution,
      values: await read(drawn.values),
      valueLabel: 'D(x)',
      arrows,
      clouds: [
        { role: 'real', label: 'real', xy: await read(drawn.real) },
        { role: 'fake', label: 'fake', xy: await read(drawn.fake) },
      ],
      ...(drawn.manifold === undefined
        ? {}
        : {
            manifold: {
              rows: MANIFOLD_SIDE,
              columns: MANIFOLD_SIDE,
              xy: await read(drawn.manifold),
            },
          }),
    };
  },
};

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

/** The one-dimensional theatre. */
export const theatre1d: ViewDefinition<TwoPlayerGame, TwoPlayerParams> = {
  spec: {
    id: 'theatre1d',
    kind: 'histogram',
    label: 'Theatre',
    help: 'Histograms of real and generated numbers, with the probability that D gives each value.',
    placement: 'stage',
    args: { points: { ...POINTS, default: 2000 } },
  },
  async draw(game, args, context): Promise<HistogramView> {
    const source = pointSource(context);
    const { extent } = source;
    const edges = Float32Array.from(
      { length: HISTOGRAM_BINS + 1 },
      (_, i) => extent * ((2 * i) / HISTOGRAM_BINS - 1),
    );
    const x = Float32Array.from({ length: 121 }, (_, i) => extent * (i / 60 - 1));
    const drawn = tidy(() => ({
      fake: game.generate(context.fixedLatents(Number(args.points)), generateOptions(args)),
      real: context.fixedReals(Number(args.points)),
      d: sigmoid(game.judge(tensor2d(x, [x.length, 1]))),
    }));
    const { density } = source;
    return {
      kind: 'histogram',
      edges,
      bars: [
        { role: 'real', label: 'real', density: histogramDensity(await read(drawn.real), edges) },
        { role: 'fake', label: 'fake', density: histogramDensity(await read(drawn.fake), edges) },
      ],
      lines: [
        { role: 'd', label: 'D(x)', scale: 'probability', x, y: await read(drawn.d) },
        ...(density === undefined
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
};
