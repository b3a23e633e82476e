// What is made for each class that G is asked for. Who says what is made took no part in the training: of points their true class;
// of images the label of the nearest training image, by the right labels, which such a run never sees. Beside it, where labels are
// noisy, the table of the noise: a G that believed the labels repeats it.

import { tidy } from '@tensorflow/tfjs-core';
import { choice } from '../../schema/params';
import type { MatrixView } from '../../schema/views';
import { pointClasses } from '../datasets/classes';
import type { DataSource } from '../datasets/source';
import { type CategoryPart, oneHot, rowsForEach } from '../latent/category-rows';
import { classAccuracy, confusionMatrix } from '../metrics/class-agreement';
import type { LabelNoiseParams } from '../training/label-noise-params';
import type { TwoPlayerGame } from '../training/two-player';
import { nearestTrainingImages } from './nearest-neighbours';
import { read } from './point-samples';
import { generateOptions, NORM, WEIGHTS } from './samples';
import { type NoiseTables, shownTable } from './transition-table';
import type { ViewDefinition } from './view-definition';

/** Per class: enough to tell a tenth, and a moment to compare with thousands of images. */
const PER_CLASS = 10;

/** The true class of each sample, as far as that can be said without a network. */
function seenClasses(source: DataSource, values: Float32Array): Int32Array {
  if (source.kind === 'points') {
    const classes = pointClasses(source, values);
    if (classes === null) throw new Error('these points have no classes');
    return classes;
  }
  const { labels } = source;
  if (labels === null) throw new Error('these images have no labels');
  return nearestTrainingImages(source, values).index.map((row) => labels[row] ?? 0);
}

/** Mean over the rows of their largest share: 1 where every request gets one class, right or wrong. */
export function purityOf(shares: Float32Array, classes: number): number {
  let sum = 0;
  for (let row = 0; row < classes; row++) {
    sum += Math.max(...shares.subarray(row * classes, (row + 1) * classes));
  }
  return sum / classes;
}

/** The columns of both side by side, [K, 2K]. */
function sideBySide(left: Float32Array, right: Float32Array, classes: number): Float32Array {
  const both = new Float32Array(2 * classes * classes);
  for (let row = 0; row < classes; row++) {
    both.set(left.subarray(row * classes, (row + 1) * classes), 2 * row * classes);
    both.set(right.subarray(row * classes, (row + 1) * classes), (2 * row + 1) * classes);
  }
  return both;
}

/** @param part of the classes in the run's latent */
export const requestedSeen = <P extends LabelNoiseParams>(
  part: CategoryPart,
  tables: NoiseTables<P>,
): ViewDefinition<TwoPlayerGame, P> => ({
  spec: {
    id: 'requestedSeen',
    kind: 'matrix',
    label: 'Asked for and made',
    help: 'Row: the class asked for. First columns: what is made for it, by the nearest training image with its right label. Then the table of the noise: a G that believes the labels repeats it.',
    placement: 'explore',
    args: {
      beside: choice({
        label: 'Beside it',
        help: 'Which table of the noise to show beside what is made.',
        group: 'model',
        options: [
          { id: 'data', label: 'The labels’ true noise' },
          { id: 'model', label: 'The model’s T' },
          { id: 'nothing', label: 'Nothing' },
        ],
        default: 'data',
      }),
      weights: WEIGHTS,
      norm: NORM,
    },
  },
  async draw(game, args, context): Promise<MatrixView> {
    const { names } = part.control;
    const classes = names.length;
    const values = await read(
      tidy(() =>
        game.generate(
          rowsForEach(
            context.fixedLatents(PER_CLASS),
            part,
            names.map((_, value) => oneHot(classes, value)),
          ),
          generateOptions(args),
        ),
      ),
    );
    const seen = seenClasses(context.source, values);
    const asked = Int32Array.from(seen, (_, i) => i % classes);
    const shares = confusionMatrix(asked, seen, classes).map((count) => count / PER_CLASS);
    const figures = [
      { label: 'Made as asked', value: classAccuracy(asked, seen) },
      { label: 'Purity: largest share of a row', value: purityOf(shares, classes) },
    ];
    const view = { kind: 'matrix', rowTitle: 'Class asked for', full: 1, decimals: 2 } as const;
    if (args.beside === 'nothing') {
      return {
        ...view,
        columnTitle: 'Class made',
        rows: names,
        columns: names,
        values: shares,
        figures,
      };
    }
    return {
      ...view,
      columnTitle: 'Class made | label by the noise',
      rows: names,
      columns: [...names, ...names.map((name) => `T ${name}`)],
      blocks: ['Class made', 'Label by the noise'],
      values: sideBySide(shares, await shownTable(tables, args.beside, context.params), classes),
      figures,
    };
  },
});
