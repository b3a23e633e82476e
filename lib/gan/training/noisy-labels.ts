// Wrong labels on their way into a step. Every image has a number of its own that decides its label for good; points, which never
// come twice, draw theirs. The data set itself keeps the right labels, for pictures and measures.

import type { Batch, StepContext } from '../architecture';
import type { DataSource } from '../datasets/source';
import { noisyLabel, type Transition } from '../label-noise';
import { createStream, type RandomStream } from '../rng';

/** The own number of each image, [total], in [0, 1); the same for one seed whatever the noise is. */
export const noiseOfImages = (source: DataSource, seed: number): Float64Array => {
  const random = createStream(seed, 'label noise');
  const count = source.kind === 'images' ? source.total : 0;
  return Float64Array.from({ length: count }, () => random.uniform());
};

/** @param rows which images they are; null for points */
export function noisyLabels(
  labels: Int32Array,
  rows: Int32Array | null,
  transition: Transition,
  own: Float64Array,
  random: RandomStream,
): Int32Array {
  return labels.map((label, i) =>
    noisyLabel(transition, label, rows === null ? random.uniform() : (own[rows[i] ?? 0] ?? 0)),
  );
}

/**
 * A context whose batches come with noisy labels.
 * @param transition read whenever labels are, so that a live change of the noise counts
 */
export function withNoisyLabels<P>(
  context: StepContext<P>,
  transition: (params: P) => Transition,
  own: Float64Array,
): StepContext<P> {
  const noisy = (batch: Batch): Batch => ({
    x: batch.x,
    get labels() {
      const { labels, rows = null } = batch;
      if (labels === null) return null;
      return noisyLabels(labels, rows, transition(context.params), own, context.random.noise);
    },
    get rows() {
      return batch.rows ?? null;
    },
  });
  return {
    get params() {
      return context.params;
    },
    get players() {
      return context.players;
    },
    get imagesSeen() {
      return context.imagesSeen;
    },
    random: context.random,
    epochImages: context.epochImages,
    nextBatch: () => noisy(context.nextBatch()),
  };
}
