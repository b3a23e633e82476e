// What a trained feature network knows about images that it has not seen: accuracy of classes, R² of numbers.

import { classAccuracy, predictedClasses } from '../../lib/gan/metrics/class-agreement';
import type { FeatureNetwork } from '../../lib/gan/metrics/features/feature-network';
import { networkFeatures } from '../../lib/gan/metrics/features/feature-network';
import { extractAll, headOutputs } from '../../lib/gan/metrics/features/feature-set';
import {
  type LabelledImages,
  unscaledOutput,
} from '../../lib/gan/metrics/features/feature-training';
import { completeAsync } from '../../lib/gan/metrics/slices';

export interface HeadScore {
  readonly head: string;
  readonly measure: 'accuracy' | 'R²';
  readonly value: number;
}

/** 1 - Σ (y - ŷ)² / Σ (y - ȳ)². */
export function rSquared(values: ArrayLike<number>, predicted: ArrayLike<number>): number {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += (values[i] ?? 0) / values.length;
  let errors = 0;
  let spread = 0;
  for (let i = 0; i < values.length; i++) {
    errors += ((values[i] ?? 0) - (predicted[i] ?? 0)) ** 2;
    spread += ((values[i] ?? 0) - mean) ** 2;
  }
  return 1 - errors / spread;
}

/** One score per head that has targets. */
export async function scoresOf(
  network: FeatureNetwork,
  { images, targets }: LabelledImages,
): Promise<readonly HeadScore[]> {
  const set = networkFeatures(network);
  const { outputs } = await completeAsync(extractAll(set, images));
  if (outputs === null) throw new Error('the network has no heads');
  return set.heads.map((head, k): HeadScore => {
    const found = headOutputs(set, outputs, k);
    const target = targets[k] ?? new Float32Array();
    return head.kind === 'category'
      ? {
          head: head.id,
          measure: 'accuracy',
          value: classAccuracy(target, predictedClasses(found)),
        }
      : {
          head: head.id,
          measure: 'R²',
          value: rSquared(
            target,
            found.values.map((output) => unscaledOutput(head, output)),
          ),
        };
  });
}
