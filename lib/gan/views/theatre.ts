// The stage of point models: real and fake samples over D's landscape, with the arrows that G follows; numbers have a stage
// of their own (theatre-1d.ts). Runs with a category in their latent can show one value of it.

import {
  concat,
  grad,
  mul,
  neg,
  slice,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
  tile,
} from '@tensorflow/tfjs-core';
import type { LatentControl } from '../../schema/latents';
import { integer } from '../../schema/params';
import type { FieldView } from '../../schema/views';
import type { ViewContext } from '../architecture';
import { type CategoryPart, categoryPart } from '../latent/category-rows';
import { CLASS_ID } from '../latent/class-control';
import { LOSSES } from '../losses';
import type { TwoPlayerGame } from '../training/two-player';
import type { TwoPlayerParams } from '../training/two-player-params';
import {
  categoryArgs,
  landscapeAt,
  type OneCategory,
  oneCategory,
  realPoints,
  rowsOf,
} from './one-category';
import { gridPoints, POINTS, pointSource, read } from './point-samples';
import { generateOptions } from './samples';
import { theatre1dWith } from './theatre-1d';
import type { ViewDefinition } from './view-definition';

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

/** A regular grid in a two-dimensional z, row by row, with the rest of the latent that of the first fixed row. */
function latentGrid(
  context: ViewContext<TwoPlayerParams>,
  category: OneCategory | null,
): Tensor2D | null {
  if (context.params.zDim !== 2) return null;
  const lowest = context.params.prior === 'uniform01' ? 0 : -1;
  const span =
    context.params.prior === 'uniform01' || context.params.prior === 'uniform' ? 1 : MANIFOLD_SPAN;
  const at = (i: number) => span * (lowest + ((1 - lowest) * i) / (MANIFOLD_SIDE - 1));
  const z = new Float32Array(2 * MANIFOLD_SIDE ** 2);
  for (let i = 0; i < MANIFOLD_SIDE ** 2; i++) {
    z.set([at(i % MANIFOLD_SIDE), at(Math.floor(i / MANIFOLD_SIDE))], 2 * i);
  }
  const grid = tensor2d(z, [MANIFOLD_SIDE ** 2, 2]);
  const row = rowsOf(context, category, 1);
  const rest = slice(row, [0, 2], [1, row.shape[1] - 2]);
  return rest.size === 0 ? grid : concat([grid, tile(rest, [MANIFOLD_SIDE ** 2, 1])], 1);
}

/** The direction in which G's loss falls, per sample: −∂(N · L_G)/∂x. */
function descent(
  game: TwoPlayerGame,
  x: Tensor,
  condition: Tensor | null,
  params: TwoPlayerParams,
): Tensor {
  const settings = { blend: params.lossBlend, smoothing: params.labelSmoothing };
  return neg(
    grad((input: Tensor) =>
      mul(LOSSES[params.loss].g(game.judge(input, condition), settings), x.shape[0] ?? 1),
    )(x),
  );
}

/** The two-dimensional theatre. */
const theatreWith = (
  part: CategoryPart | null,
): ViewDefinition<TwoPlayerGame, TwoPlayerParams> => ({
  spec: {
    id: 'theatre',
    kind: 'field',
    label: 'Theatre',
    help: 'Real points, generated points, and how real D finds each place; arrows show where G is pulled.',
    placement: 'stage',
    args: { ...categoryArgs(part), points: POINTS, resolution: RESOLUTION, arrows: ARROWS },
  },
  async draw(game, args, context): Promise<FieldView> {
    const source = pointSource(context);
    const { extent } = source;
    const resolution = Number(args.resolution);
    const options = generateOptions(args);
    const category = oneCategory(part, args);
    const drawn = tidy(() => {
      const rows = rowsOf(context, category, Number(args.points));
      const fake = game.generate(rows, options);
      const arrows = Math.min(Number(args.arrows), fake.shape[0] ?? 0);
      const tails = slice(fake, [0, 0], [arrows, 2]);
      const condition = game.conditionOf(slice(rows, [0, 0], [arrows, rows.shape[1]]));
      const grid = latentGrid(context, category);
      return {
        landscape: { ...landscapeAt(game, gridPoints(extent, resolution), context, category) },
        fake,
        real: context.fixedReals(Number(args.points)),
        tails,
        heads: tails.size === 0 ? tails : descent(game, tails, condition, context.params),
        ...(grid === null ? {} : { manifold: game.generate(grid, options) }),
      };
    });
    const real = realPoints(source, await read(drawn.real), category);
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
      values: await read(drawn.landscape.values),
      valueLabel: drawn.landscape.label,
      arrows,
      clouds: [
        ...(real.others.length === 0
          ? []
          : [{ role: 'neutral' as const, label: 'other classes', xy: real.others }]),
        { role: 'real', label: 'real', xy: real.shown },
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
});

/** The theatre of points of this dimension; `part` – a category of the latent that the picture can show one value of. */
const theatreOf = (dim: 1 | 2, part: CategoryPart | null) =>
  dim === 1 ? theatre1dWith(part) : theatreWith(part);

export const theatre = theatreOf(2, null);
export const theatre1d = theatreOf(1, null);

/** The theatre of a run with a category in its latent; `id` – of the category, where it is not the classes of the data. */
export const categoryTheatre = (
  dim: 1 | 2,
  controls: readonly LatentControl[],
  id: string = CLASS_ID,
): ViewDefinition<TwoPlayerGame, TwoPlayerParams> => theatreOf(dim, categoryPart(controls, id));
