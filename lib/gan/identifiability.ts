// What can be told through a channel of wrong labels (label-noise.ts): whether the classes behind the labels can be found at all.

import { complete } from './metrics/slices';
import { symmetricEigenvalues } from './metrics/symmetric-eigenvalues';

/** Below this the classes cannot be told apart through the channel in practice. */
const LEAST_SINGULAR = 0.05;

/** What is the matter with a channel, or null. */
export type Unidentifiable = 'singular' | 'outvoted';

export interface Identifiability {
  /** The smallest singular value of T: 0 where two mixtures of classes give the same labels, 1 without noise. */
  readonly smallest: number;
  /** `outvoted`: some class comes more often with another label than with its own, so that names swap. */
  readonly problem: Unidentifiable | null;
}

export function identifiability({
  classes,
  values,
}: {
  readonly classes: number;
  readonly values: ArrayLike<number>;
}): Identifiability {
  const gram = new Float64Array(classes * classes);
  for (let i = 0; i < classes; i++) {
    for (let j = 0; j < classes; j++) {
      let sum = 0;
      for (let k = 0; k < classes; k++) {
        sum += (values[k * classes + i] ?? 0) * (values[k * classes + j] ?? 0);
      }
      gram[i * classes + j] = sum;
    }
  }
  const eigenvalues = complete(symmetricEigenvalues(gram, classes));
  // Of TᵀT, which has none below 0 but for rounding.
  const smallest = Math.sqrt(Math.max(0, Math.min(...eigenvalues)));
  const outvoted = Array.from({ length: classes }, (_, i) => i).some((i) =>
    Array.from({ length: classes }, (_, j) => j).some(
      (j) => j !== i && (values[i * classes + j] ?? 0) >= (values[i * classes + i] ?? 0),
    ),
  );
  const problem = smallest < LEAST_SINGULAR ? 'singular' : outvoted ? 'outvoted' : null;
  return { smallest, problem };
}
