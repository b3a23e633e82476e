// Intra-class versions: a measure of real and generated features taken within each class, and their mean. A generator that
// makes one good example per class looks well in the whole and badly here.
// Source: intra-FID, Miyato and Koyama 2018, section 4.1 (arXiv:1802.05637).

import { type Matrix, selectRows } from './matrix';
import { type Slices, stretch } from './slices';

export interface LabelledMatrix {
  readonly features: Matrix;
  /** [features.rows] */
  readonly labels: ArrayLike<number>;
}

export interface PerClass {
  /** Of the classes that were measured; null when none was. */
  readonly mean: number | null;
  /** [classes]; null where a class has too few samples of either kind. */
  readonly values: readonly (number | null)[];
}

function ofClass({ features, labels }: LabelledMatrix, label: number): Matrix {
  const indices: number[] = [];
  for (let i = 0; i < labels.length; i++) if (labels[i] === label) indices.push(i);
  return selectRows(features, indices);
}

/** @param atLeast samples of each kind that a class needs to be measured */
export function* perClass(
  real: LabelledMatrix,
  generated: LabelledMatrix,
  options: {
    readonly classes: number;
    readonly atLeast: number;
    readonly measure: (real: Matrix, generated: Matrix) => Slices<number>;
  },
): Slices<PerClass> {
  const { classes, atLeast, measure } = options;
  const values: (number | null)[] = [];
  for (let label = 0; label < classes; label++) {
    const a = ofClass(real, label);
    const b = ofClass(generated, label);
    const enough = a.rows >= atLeast && b.rows >= atLeast;
    values.push(
      enough ? yield* stretch(measure(a, b), label / classes, (label + 1) / classes) : null,
    );
    yield (label + 1) / classes;
  }
  const measured = values.filter((value) => value !== null);
  const mean =
    measured.length === 0 ? null : measured.reduce((sum, v) => sum + v, 0) / measured.length;
  return { mean, values };
}
