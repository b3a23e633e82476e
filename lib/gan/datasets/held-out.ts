// Labelled samples that training never sees, to measure classifiers on. Sets that come with such images keep theirs; of any
// other a tenth of the images is set aside, drawn without a look at the labels and the same in every run. Points have no end:
// fresh ones are drawn.

import { createStream, type RandomStream } from '../rng';
import { imageRows } from './batches';
import { pointClasses } from './classes';
import type { DataSource, ImageSource, PointSource } from './source';

/** Of a set without held-out images, this share is set aside. */
const SHARE = 0.1;
/** All runs share the split, so that their accuracies can be compared. */
const SPLIT_SEED = 1;
/** Of endless points, as many as a large set of images has. */
const POINTS = 4000;
const ROWS_AT_ONCE = 250;

export interface ClassedSamples {
  /** Points [N, dim] or images [N, s, s, C] in [-1, 1], row by row. */
  readonly values: Float32Array;
  /** [N] class indices. */
  readonly labels: Int32Array;
}

export interface RowSplit {
  /** Increasing. */
  readonly training: Int32Array;
  /** Increasing, and none of them in `training`. */
  readonly heldOut: Int32Array;
}

const range = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to - from }, (_, i) => from + i);

/** Which images train and which measure. */
export function splitRows({ count, total }: ImageSource): RowSplit {
  if (total > count) return { training: range(0, count), heldOut: range(count, total) };
  const order = createStream(SPLIT_SEED, 'held-out images').shuffle(range(0, count));
  const kept = count - Math.max(1, Math.floor(count * SHARE));
  return { training: order.slice(0, kept).sort(), heldOut: order.slice(kept).sort() };
}

/** The images that batches may be taken from; null for points, where nothing is kept apart. */
export const trainingRows = (source: DataSource): Int32Array | null =>
  source.kind === 'images' ? splitRows(source).training : null;

export interface HeldOut {
  /** How many `parts` goes through. */
  readonly size: number;
  /** Some of them, drawn with replacement. */
  draw(random: RandomStream, count: number): ClassedSamples;
  /** All of them, the same at every call, in parts that fit into memory. */
  parts(): Iterable<ClassedSamples>;
}

function heldOutPoints(source: PointSource): HeldOut {
  const draw = (random: RandomStream, count: number): ClassedSamples => {
    const values = source.sample(random, count);
    const labels = pointClasses(source, values);
    if (labels === null) throw new Error('these points have no classes');
    return { values, labels };
  };
  return {
    size: POINTS,
    draw,
    *parts() {
      const random = createStream(SPLIT_SEED, 'held-out points');
      for (let left = POINTS; left > 0; left -= ROWS_AT_ONCE) yield draw(random, ROWS_AT_ONCE);
    },
  };
}

function classedRows(source: ImageSource, rows: Int32Array): ClassedSamples {
  const { values, labels } = imageRows(source, rows);
  if (labels === null) throw new Error('these images have no labels');
  return { values, labels };
}

function heldOutImages(source: ImageSource): HeldOut {
  const { heldOut } = splitRows(source);
  return {
    size: heldOut.length,
    draw: (random, count) =>
      classedRows(
        source,
        Int32Array.from({ length: count }, () => heldOut[random.integer(heldOut.length)] ?? 0),
      ),
    *parts() {
      for (let from = 0; from < heldOut.length; from += ROWS_AT_ONCE) {
        yield classedRows(source, heldOut.subarray(from, from + ROWS_AT_ONCE));
      }
    },
  };
}

/** The held-out samples of data with classes. */
export const heldOutOf = (source: DataSource): HeldOut =>
  source.kind === 'points' ? heldOutPoints(source) : heldOutImages(source);
