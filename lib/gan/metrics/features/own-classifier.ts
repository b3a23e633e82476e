// A classifier trained on the spot on data that have labels, for data that no shipped network knows. A tenth of the images is
// kept back to say how good it is: features of a classifier that knows nothing measure nothing.

import { PlaygroundError } from '../../../schema/errors';
import type { FeatureSummary } from '../../../schema/metrics';
import { imageRows } from '../../datasets/batches';
import type { DataSource, ImageSource } from '../../datasets/source';
import { createStream } from '../../rng';
import { classAccuracy, predictedClasses } from '../class-agreement';
import type { AsyncSlices } from '../slices';
import {
  createFeatureNetwork,
  disposeNetwork,
  type FeatureNetwork,
  type FeatureNetworkSpec,
  networkFeatures,
} from './feature-network';
import { extractAll, headOutputs } from './feature-set';
import { FeatureTrainer, type LabelledImages } from './feature-training';
import { encodeFeatureNetwork } from './feature-weights';
import type { GivenFeatures } from './open-features';

export interface OwnClassifier {
  readonly network: FeatureNetwork;
  /** On images that it was not trained on, in [0, 1]. */
  readonly heldOutAccuracy: number;
  /** So many. */
  readonly heldOut: number;
}

/** Enough for a set of a few thousand images and a dozen classes; half a minute beside training. */
export const OWN_CLASSIFIER_STEPS = 600;

/** The name that figures on it carry. */
export const OWN_CLASSIFIER = 'own classifier';

export interface OwnClassifierOptions {
  readonly steps: number;
  readonly seed: number;
}

const BATCH = 64;
const LEARNING_RATE = 2e-3;
const DROPOUT = 0.2;
/** One in so many images is kept back, and at most MAX_HELD_OUT. */
const HELD_OUT_EVERY = 10;
const MAX_HELD_OUT = 1000;
/** With fewer, the tenth that is kept back says nothing. */
const MIN_IMAGES = 100;
/** Larger images are seen at this side. */
const MAX_SIDE = 32;

const specOf = ({ classes, size, channels }: ImageSource): FeatureNetworkSpec => ({
  id: 'own',
  name: OWN_CLASSIFIER,
  version: '1',
  side: Math.min(size, MAX_SIDE),
  channels,
  convs: [
    { filters: 16, kernel: 3, stride: 2 },
    { filters: 32, kernel: 3, stride: 2 },
    { filters: 48, kernel: 3, stride: 1 },
    { filters: 64, kernel: 3, stride: 2 },
  ],
  units: 64,
  heads: [{ kind: 'category', id: 'class', label: 'Class', values: classes }],
});

/**
 * The caller disposes the network.
 * @throws Error for data without labels
 */
export async function* trainOwnClassifier(
  source: ImageSource,
  { steps, seed }: OwnClassifierOptions,
): AsyncSlices<OwnClassifier> {
  if (source.labels === null) throw new Error('a classifier needs labels');
  const order = createStream(seed, 'own classifier split').shuffle(
    Int32Array.from({ length: source.count }, (_, i) => i),
  );
  const kept = Math.min(MAX_HELD_OUT, Math.floor(source.count / HELD_OUT_EVERY));
  const training = order.subarray(kept);
  const labelled = (indices: Int32Array): LabelledImages => {
    const { values, labels } = imageRows(source, indices);
    const { size: side, channels } = source;
    return {
      images: { count: indices.length, side, channels, values },
      targets: [Float32Array.from(labels ?? [])],
    };
  };
  const network = createFeatureNetwork(specOf(source), {
    seed,
    dropout: DROPOUT,
    purpose: 'training',
  });
  const trainer = new FeatureTrainer(network, createStream(seed, 'dropout'));
  const random = createStream(seed, 'own classifier batches');
  let done = false;
  try {
    for (let step = 0; step < steps; step++) {
      const batch = Int32Array.from(
        { length: BATCH },
        () => training[random.integer(training.length)] ?? 0,
      );
      const loss = trainer.step(labelled(batch), LEARNING_RATE * (1 - step / steps));
      // Waiting for it keeps the device from queueing more work than the slices between them allow.
      await loss.data();
      loss.dispose();
      yield ((step + 1) / steps) * 0.95;
    }
    const features = networkFeatures(network);
    const heldOut = labelled(order.subarray(0, kept));
    const { outputs } = yield* extractAll(features, heldOut.images);
    if (outputs === null) throw new Error('the network has no heads');
    const seen = predictedClasses(headOutputs(features, outputs, 0));
    done = true;
    const heldOutAccuracy = classAccuracy(heldOut.targets[0] ?? [], seen);
    return { network, heldOutAccuracy, heldOut: kept };
  } finally {
    trainer.dispose();
    if (!done) disposeNetwork(network);
  }
}

/**
 * The same as a file with what it knows.
 * @throws PlaygroundError features.noClassifier for data without labels, or with too few images
 */
export async function* trainOwnFeatures(
  source: DataSource,
  seed: number,
): AsyncSlices<{ readonly given: GivenFeatures; readonly summary: FeatureSummary }> {
  const images = source.kind === 'images' && source.labels !== null ? source.count : 0;
  const classes = source.kind === 'images' ? source.classes : [];
  if (source.kind !== 'images' || images < MIN_IMAGES || classes.length < 2) {
    const facts = { images, classes: classes.length, atLeast: MIN_IMAGES };
    throw new PlaygroundError('features.noClassifier', facts);
  }
  const options = { steps: OWN_CLASSIFIER_STEPS, seed };
  const { network, heldOutAccuracy, heldOut } = yield* trainOwnClassifier(source, options);
  try {
    const bytes = await encodeFeatureNetwork(network);
    const name = OWN_CLASSIFIER;
    const accuracy = { share: heldOutAccuracy, images: heldOut };
    const { units: dims } = network.spec;
    return { given: { name, bytes }, summary: { name, dims, classes, accuracy } };
  } finally {
    disposeNetwork(network);
  }
}
