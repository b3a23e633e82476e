// Trains a shipped feature network and writes its weights with what it knows about unseen images.

import { join } from 'node:path';
import { createFeatureNetwork } from '../../lib/gan/metrics/features/feature-network';
import {
  FeatureTrainer,
  type LabelledImages,
} from '../../lib/gan/metrics/features/feature-training';
import { encodeFeatureNetwork } from '../../lib/gan/metrics/features/feature-weights';
import { createStream } from '../../lib/gan/rng';
import { sha256Hex } from '../../lib/gan/sha256';
import { writeWhole } from '../datasets/dataset-manifest';
import { recordFeatures, type TrainedFeatures } from './feature-manifest';
import { scoresOf } from './held-out';
import { FEATURE_RECIPES, type FeatureRecipeId } from './recipes';

export interface TrainOptions {
  readonly id: FeatureRecipeId;
  /** Where weights and manifest go, usually public/features. */
  readonly outDir: string;
  /** Fewer than the recipe's, to try things out. */
  readonly steps: number | undefined;
  /** A set of another origin to measure on, with its name. */
  readonly check: { readonly name: string; readonly images: LabelledImages } | null;
  onStep(done: number, total: number, loss: number): void;
}

const SEED = 1;
const REPORT_STEPS = 50;

/** From the full rate to a hundredth of it along a cosine. */
const rateAt = (share: number, full: number): number =>
  full * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * share)));

/** @returns the entry that was written */
export async function trainFeatures(options: TrainOptions): Promise<TrainedFeatures> {
  const recipe = FEATURE_RECIPES[options.id];
  const { spec, batch, learningRate, dropout } = recipe;
  const steps = options.steps ?? recipe.steps;
  const data = await recipe.open();
  const network = createFeatureNetwork(spec, { seed: SEED, dropout, purpose: 'training' });
  const trainer = new FeatureTrainer(network, createStream(SEED, 'dropout'));
  for (let step = 0; step < steps; step++) {
    const loss = trainer.step(data.next(batch), rateAt(step / steps, learningRate));
    if ((step + 1) % REPORT_STEPS === 0) {
      const [value = Number.NaN] = await loss.data();
      options.onStep(step + 1, steps, value);
    }
    loss.dispose();
  }
  trainer.dispose();
  const scores = [
    { on: data.heldOutNote, images: data.heldOut(data.heldOutCount) },
    ...(options.check === null ? [] : [{ on: options.check.name, images: options.check.images }]),
  ];
  const measured = [];
  for (const { on, images } of scores) {
    const found = await scoresOf(network, images);
    measured.push({ on, count: images.images.count, scores: found });
  }
  const bytes = await encodeFeatureNetwork(network);
  const path = `${spec.id}.safetensors`;
  await writeWhole(join(options.outDir, path), bytes);
  const entry: TrainedFeatures = {
    id: spec.id,
    name: spec.name,
    version: spec.version,
    dataset: options.id,
    dims: spec.units,
    file: { path, bytes: bytes.length, sha256: sha256Hex(bytes) },
    madeBy: `npm run features -- train ${options.id}`,
    steps,
    measured,
  };
  await recordFeatures(options.outDir, entry);
  return entry;
}
