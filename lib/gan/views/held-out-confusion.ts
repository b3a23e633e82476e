// Which classes a classifier takes for which, on all held-out samples: the exact figures behind the curves, which know each step
// from a few samples only.

import { argMax, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { MatrixView } from '../../schema/views';
import type { HeldOut } from '../datasets/held-out';
import { confusionMatrix } from '../metrics/class-agreement';
import type { TwoPlayerGame } from '../training/two-player';
import type { ViewDefinition } from './view-definition';

export interface HeldOutClassifier {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly names: readonly string[];
  /** Of one sample. */
  readonly sampleShape: readonly number[];
  /** Samples [N, …] to the logits of the classes, [N, K]. */
  readonly logits: (x: Tensor, game: TwoPlayerGame) => Tensor;
  readonly heldOut: () => HeldOut;
}

/** Counts [K, K]: row the true class, column the class that the logits name. */
export async function heldOutCounts({
  logits,
  names,
  sampleShape,
  heldOut,
}: Pick<HeldOutClassifier, 'names' | 'sampleShape' | 'heldOut'> & {
  readonly logits: (x: Tensor) => Tensor;
}): Promise<Float32Array> {
  const counts = new Float32Array(names.length ** 2);
  for (const { values, labels } of heldOut().parts()) {
    const seen = tidy(() => argMax(logits(tensor(values, [labels.length, ...sampleShape])), 1));
    const part = confusionMatrix(labels, await seen.data(), names.length);
    seen.dispose();
    for (const [cell, count] of part.entries()) counts[cell] = (counts[cell] ?? 0) + count;
  }
  return counts;
}

export const heldOutConfusion = (of: HeldOutClassifier): ViewDefinition<TwoPlayerGame> => ({
  spec: {
    id: of.id,
    kind: 'matrix',
    label: of.label,
    help: of.help,
    placement: 'explore',
    args: {},
  },
  async draw(game): Promise<MatrixView> {
    const { names } = of;
    const counts = await heldOutCounts({ ...of, logits: (x) => of.logits(x, game) });
    const classes = names.length;
    const ofRow = (row: number) =>
      counts.subarray(row * classes, (row + 1) * classes).reduce((sum, count) => sum + count, 0);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const right = names.reduce((sum, _, k) => sum + (counts[k * classes + k] ?? 0), 0);
    const share = right / total;
    return {
      kind: 'matrix',
      rowTitle: 'True class',
      columnTitle: 'Class found',
      rows: names,
      columns: names,
      values: counts.map((count, cell) => count / Math.max(1, ofRow(Math.floor(cell / classes)))),
      full: 1,
      decimals: 2,
      figures: [
        { label: 'Held-out accuracy', value: share },
        { label: 'Standard error', value: Math.sqrt((share * (1 - share)) / total) },
        { label: 'Held-out samples', value: total },
      ],
    };
  },
});
