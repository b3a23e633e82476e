// What the categories have come to mean: which category Q reads off real samples of each class. The run never saw a label; they are
// only looked at here. Rows stand in the order of the classes that fit them best, so that a code that found the classes shows a
// diagonal.
// Source of the measure: Chen et al. 2016, section 7.2 (arXiv:1606.03657), which matches categories with digits.

import { tensor, tidy } from '@tensorflow/tfjs-core';
import type { DataInfo } from '../../schema/data';
import { choice } from '../../schema/params';
import type { MatrixView } from '../../schema/views';
import { classNames } from '../datasets/classes';
import { type ClassedSamples, heldOutOf } from '../datasets/held-out';
import { predictedClasses } from '../metrics/class-agreement';
import { type Matrix, matrixOf, selectRows } from '../metrics/matrix';
import { categoryLogits, type ReadPart } from '../training/information-bound';
import type { TwoPlayerGame } from '../training/two-player';
import { read } from './point-samples';
import type { ViewDefinition } from './view-definition';

/** Held-out samples to read: enough for a table of ten by ten, and a tenth of a second. */
const SAMPLES = 1000;
/** Read at once, with batch statistics of their own where D has batch norm. */
const ROWS_AT_ONCE = 100;

/** The categories that Q reads off samples, [N]. */
async function readCategories(
  game: TwoPlayerGame,
  { values, labels }: ClassedSamples,
  shape: readonly number[],
  code: ReadPart,
): Promise<Int32Array> {
  const area = values.length / labels.length;
  const categories = new Int32Array(labels.length);
  for (let from = 0; from < labels.length; from += ROWS_AT_ONCE) {
    const rows = Math.min(ROWS_AT_ONCE, labels.length - from);
    const part = values.subarray(from * area, (from + rows) * area);
    const logits = tidy(() =>
      categoryLogits(game.output(tensor(part, [rows, ...shape], 'float32')), code),
    );
    categories.set(predictedClasses(matrixOf(await read(logits), code.part.width)), from);
  }
  return categories;
}

/** Rows in the order of the columns that they are matched with; rows without one last, the fullest first. */
function orderOfRows(table: Matrix, columnOf: Int32Array): readonly number[] {
  const place = (row: number): number => {
    const column = columnOf[row] ?? -1;
    return column < 0 ? table.columns : column;
  };
  const size = (row: number): number =>
    table.values
      .subarray(row * table.columns, (row + 1) * table.columns)
      .reduce((sum, count) => sum + count, 0);
  return [...columnOf.keys()].sort((a, b) => place(a) - place(b) || size(b) - size(a));
}

/**
 * @param data with classes
 * @param shape of one sample
 * @param parts where Q's row says what; at least one category
 */
export function codeTable(
  data: DataInfo,
  shape: readonly number[],
  parts: readonly ReadPart[],
): ViewDefinition<TwoPlayerGame> {
  const codes = parts.filter(({ part }) => part.control.kind === 'category');
  const [first] = codes;
  if (first === undefined) throw new Error('no category to hold against the classes');
  const classes = classNames(data);
  return {
    spec: {
      id: 'codeTable',
      kind: 'matrix',
      label: 'Categories and classes',
      help: 'Which category Q reads off real samples of each class; training never saw a class. Rows are sorted to fit the columns.',
      placement: 'explore',
      args: {
        code: choice({
          label: 'Code',
          help: 'Which categorical code to read.',
          group: 'model',
          options: codes.map(({ part }) => ({ id: part.control.id, label: part.control.label })),
          default: first.part.control.id,
        }),
      },
    },
    async draw(game, args, context): Promise<MatrixView> {
      const code = codes.find(({ part }) => part.control.id === args.code) ?? first;
      const { control, width } = code.part;
      if (control.kind !== 'category') throw new Error(`${control.id} has no categories`);
      const samples = heldOutOf(context.source).draw(context.viewStream(), SAMPLES);
      const categories = await readCategories(game, samples, shape, code);
      // Fetched when somebody looks, as the measures are.
      const { adjustedMutualInformation, bestMatching, contingencyTable } = await import(
        '../metrics/contingency'
      );
      const table = contingencyTable(categories, samples.labels, width, classes.length);
      const { columnOf, agreement } = bestMatching(table);
      const order = orderOfRows(table, columnOf);
      const { values } = selectRows(table, order);
      return {
        kind: 'matrix',
        rowTitle: 'Category read',
        columnTitle: 'True class',
        rows: order.map((row) => control.names[row] ?? ''),
        columns: classes,
        values,
        full: Math.max(...values),
        decimals: 0,
        figures: [
          { label: 'Agreement after the best matching', value: agreement },
          { label: 'Adjusted mutual information', value: adjustedMutualInformation(table) },
        ],
      };
    },
  };
}
