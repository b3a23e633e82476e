// What each shipped feature set is trained on, how its network looks, and what it is measured on.

import { type DrawnImages, drawImages } from '../../lib/gan/datasets/draw/drawn-images';
import { faces } from '../../lib/gan/datasets/draw/faces/faces';
import { shapes } from '../../lib/gan/datasets/draw/shapes';
import { openSource } from '../../lib/gan/datasets/registry';
import type { FeatureNetworkSpec } from '../../lib/gan/metrics/features/feature-network';
import type { Head } from '../../lib/gan/metrics/features/feature-set';
import type { LabelledImages } from '../../lib/gan/metrics/features/feature-training';
import { createStream } from '../../lib/gan/rng';
import { fromBytes } from '../../lib/gan/views/pixels';
import { nodeSources } from '../node-environment';
import { bentDigit } from './bend-digits';

export interface FeatureData {
  /** The next training batch; batches never repeat in order. */
  next(count: number): LabelledImages;
  readonly heldOutCount: number;
  /** The first of the images that no training batch comes from. */
  heldOut(count: number): LabelledImages;
  /** What they are, for the manifest. */
  readonly heldOutNote: string;
}

export interface FeatureRecipe {
  readonly spec: FeatureNetworkSpec;
  readonly steps: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly dropout: number;
  readonly open: () => Promise<FeatureData>;
}

const SEED = 1;

/** 28 or 32 → 14 or 16 → 7 or 8 → same → 4 pixels. */
const convs = (first: number, second: number, third: number, fourth: number) =>
  [
    { filters: first, kernel: 3, stride: 2 },
    { filters: second, kernel: 3, stride: 2 },
    { filters: third, kernel: 3, stride: 1 },
    { filters: fourth, kernel: 3, stride: 2 },
  ] as const;

async function openDigits(): Promise<FeatureData> {
  const source = await openSource(
    { kind: 'builtin', id: 'digits', params: {} },
    nodeSources([], null, () => undefined),
  );
  if (source.kind !== 'images' || source.labels === null) throw new Error('digits have labels');
  const { size: side, count, total, pixels, labels } = source;
  const area = side * side;
  const image = (index: number): Float32Array => {
    const out = new Float32Array(area);
    fromBytes(pixels.subarray(index * area, (index + 1) * area), out, 0);
    return out;
  };
  const gather = (
    indices: ArrayLike<number>,
    change: (image: Float32Array) => Float32Array,
  ): LabelledImages => {
    const values = new Float32Array(indices.length * area);
    for (let i = 0; i < indices.length; i++) values.set(change(image(indices[i] ?? 0)), i * area);
    const classes = Float32Array.from(indices, (index) => labels[index] ?? 0);
    return { images: { count: indices.length, side, channels: 1, values }, targets: [classes] };
  };
  const random = createStream(SEED, 'digits features');
  return {
    next: (size) =>
      gather(
        Int32Array.from({ length: size }, () => random.integer(count)),
        (digit) => bentDigit(digit, side, random),
      ),
    heldOutCount: total - count,
    heldOut: (first) =>
      gather(
        Int32Array.from({ length: first }, (_, i) => count + i),
        (digit) => digit,
      ),
    heldOutNote: 'digits of fonts and writers that the training images do not have',
  };
}

/** Factors as heads, the class factor first. */
function headsOf({ factors, classFactor }: DrawnImages): Head[] {
  const sorted = [...factors].sort(
    (a, b) => Number(b.id === classFactor) - Number(a.id === classFactor),
  );
  return sorted.map((spec): Head => {
    const { id, label } = spec;
    return spec.kind === 'category'
      ? { kind: 'category', id, label, values: spec.values }
      : { kind: 'continuous', id, label, min: spec.min, max: spec.max };
  });
}

/** Trains on drawings beyond the data set's, which there are without end, and measures on the data set's held-out tenth. */
const openDrawn = (set: DrawnImages, side: number) => async (): Promise<FeatureData> => {
  const heads = headsOf(set);
  const draw = (from: number, count: number): LabelledImages => {
    const { images, factors } = drawImages(set, { seed: SEED, size: side, from, count });
    const values = new Float32Array(images.length);
    fromBytes(images, values, 0);
    const targets = heads.map(({ id }) => {
      const column = set.factors.findIndex((spec) => spec.id === id);
      return Float32Array.from(
        { length: count },
        (_, i) => factors[i * set.factors.length + column] ?? 0,
      );
    });
    return { images: { count, side, channels: 3, values }, targets };
  };
  const heldOutCount = Math.floor(set.count / 10);
  let from = set.count;
  return {
    next(count) {
      from += count;
      return draw(from - count, count);
    },
    heldOutCount,
    heldOut: (count) => draw(set.count - heldOutCount, count),
    heldOutNote: 'the held-out tenth of the data set',
  };
};

const digitHead: Head = {
  kind: 'category',
  id: 'digit',
  label: 'Digit',
  values: Array.from({ length: 10 }, (_, k) => String(k)),
};

export const FEATURE_RECIPES = {
  digits: {
    spec: {
      id: 'digits',
      name: 'digits classifier',
      version: '1',
      side: 28,
      channels: 1,
      convs: convs(16, 32, 32, 64),
      units: 64,
      heads: [digitHead],
    },
    steps: 6000,
    batch: 64,
    learningRate: 2e-3,
    dropout: 0.2,
    open: openDigits,
  },
  shapes: {
    spec: {
      id: 'shapes',
      name: 'shapes regressor',
      version: '1',
      side: 32,
      channels: 3,
      convs: convs(16, 32, 48, 64),
      units: 96,
      heads: headsOf(shapes),
    },
    steps: 6000,
    batch: 64,
    learningRate: 2e-3,
    dropout: 0,
    open: openDrawn(shapes, 32),
  },
  faces: {
    spec: {
      id: 'faces',
      name: 'faces regressor',
      version: '1',
      side: 32,
      channels: 3,
      convs: convs(24, 48, 48, 64),
      units: 128,
      heads: headsOf(faces),
    },
    steps: 8000,
    batch: 64,
    learningRate: 2e-3,
    dropout: 0,
    open: openDrawn(faces, 32),
  },
} as const satisfies Readonly<Record<string, FeatureRecipe>>;

export type FeatureRecipeId = keyof typeof FEATURE_RECIPES;
