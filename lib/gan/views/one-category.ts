// Pictures of points that show one category of a run's latent at a time: the points asked for it, D as it is when told of it,
// and the real points of that class apart from the others.

import { max, reshape, sigmoid, type Tensor, type Tensor2D, tile } from '@tensorflow/tfjs-core';
import { type ChoiceParam, choice, type ParamRecord } from '../../schema/params';
import type { ViewContext } from '../architecture';
import { pointClasses } from '../datasets/classes';
import type { PointSource } from '../datasets/source';
import { type CategoryPart, oneHot, rowsForEach } from '../latent/category-rows';
import type { TwoPlayerGame } from '../training/two-player';

const ALL = 'all';

const TEXTS = {
  label: {
    label: 'Class',
    help: 'Shows what is made for one class, and D as it is when told that class; for all, D as it is when told what suits best.',
    all: 'All classes',
  },
  code: {
    label: 'Category',
    help: 'Shows what is made for one category.',
    all: 'All categories',
  },
} as const;

function categoryArg({ control }: CategoryPart): ChoiceParam {
  const { label, help, all } = TEXTS[control.meaning];
  return choice({
    label,
    help,
    group: 'model',
    options: [
      { id: ALL, label: all },
      ...control.names.map((name, index) => ({ id: String(index), label: name })),
    ],
    default: ALL,
  });
}

/** A category of a run's latent, and which value of it to show; null is all. */
export interface OneCategory {
  readonly part: CategoryPart;
  readonly chosen: number | null;
}

/** The arguments of a view of one category; none for a latent without. */
export const categoryArgs = (
  part: CategoryPart | null,
): { readonly category?: ChoiceParam<string> } =>
  part === null ? {} : { category: categoryArg(part) };

/** What these arguments choose. */
export const oneCategory = (part: CategoryPart | null, args: ParamRecord): OneCategory | null =>
  part === null ? null : { part, chosen: args.category === ALL ? null : Number(args.category) };

/** The fixed rows, all asked for the chosen category; for all, with every category in turn as they are. */
export function rowsOf<P>(
  context: ViewContext<P>,
  category: OneCategory | null,
  count: number,
): Tensor2D {
  const rows = context.fixedLatents(count);
  if (category === null || category.chosen === null) return rows;
  return rowsForEach(rows, category.part, [oneHot(category.part.width, category.chosen)]);
}

export interface Landscape {
  /** D's probability at each place, [N]. */
  readonly values: Tensor;
  readonly label: string;
}

/**
 * D as it is when told the chosen category; for all of them the highest probability that any gives.
 * @param x places, [N, dim]
 */
export function landscapeAt<P>(
  game: TwoPlayerGame,
  x: Tensor2D,
  context: ViewContext<P>,
  category: OneCategory | null,
): Landscape {
  const [places, dim] = x.shape;
  if (game.conditionOfSample !== undefined) {
    const told = game.conditionOfSample(x);
    return { values: reshape(sigmoid(game.judge(x, told)), [places]), label: 'D(x, E(x))' };
  }
  const rows: Tensor2D = tile(rowsOf(context, category, 1), [places, 1]);
  const told = game.conditionOf(rows);
  if (told === null || category === null || category.chosen !== null) {
    return {
      values: reshape(sigmoid(game.judge(x, told)), [places]),
      label: told === null ? 'D(x)' : 'D(x | class)',
    };
  }
  const { part } = category;
  const all = part.control.names.map((_, value) => oneHot(part.width, value));
  // Place by place, as rowsForEach puts them.
  const repeated = reshape(tile(reshape(x, [places, 1, dim]), [1, part.width, 1]), [-1, dim]);
  const verdicts = game.judge(repeated, game.conditionOf(rowsForEach(rows, part, all)));
  return {
    values: max(reshape(sigmoid(verdicts), [places, part.width]), 1),
    label: 'max D(x | class)',
  };
}

export interface RealPoints {
  /** Those of the chosen class, or all. */
  readonly shown: Float32Array;
  /** Those of the other classes. */
  readonly others: Float32Array;
}

/** Splits real points [N, dim] by whether they are of the chosen class; a code has no real points of its own. */
export function realPoints(
  source: PointSource,
  values: Float32Array,
  category: OneCategory | null,
): RealPoints {
  const chosen = category?.part.control.meaning === 'label' ? category.chosen : null;
  const classes = chosen === null ? null : pointClasses(source, values);
  if (classes === null) return { shown: values, others: new Float32Array(0) };
  const { dim } = source;
  const of = (wanted: boolean) =>
    values.filter((_, i) => (classes[Math.floor(i / dim)] === chosen) === wanted);
  return { shown: of(true), others: of(false) };
}
