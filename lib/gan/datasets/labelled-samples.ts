// The few samples whose labels a semi-supervised run may read: so many per class, drawn from the training data, or the ones
// that a person picked. To fill the classes evenly a draw walks through the training images in random order and reads the
// labels it passes; no other label of a training image is read by anybody.

import { PlaygroundError } from '../../schema/errors';
import { createStream, type RandomStream } from '../rng';
import { imageRows } from './batches';
import { pointClasses } from './classes';
import { type ClassedSamples, splitRows } from './held-out';
import type { DataSource, ImageSource, PointSource } from './source';

/** How many per class, or all that there are. */
export type PerClass = number | 'all';

export interface LabelledExamples extends ClassedSamples {
  /** Which training images they are; empty for points. */
  readonly rows: Int32Array;
}

export interface LabelledSamples {
  /** Infinite where every batch is of fresh points with their labels. */
  readonly size: number;
  /** How many a batch of at most `most` holds. */
  batchSize(most: number): number;
  /** All of them where they fit, and else `most`, drawn with replacement. */
  batch(random: RandomStream, most: number): ClassedSamples;
  /** Up to `most` of them by class, equally many of each as far as there are, for a picture. */
  examples(most: number): LabelledExamples;
}

export interface LabelledRequest {
  readonly perClass: PerClass;
  readonly classes: number;
  /** Of the run. */
  readonly seed: number;
  /** Another number draws other samples. */
  readonly draw: number;
  /** Training images in place of a draw; empty to draw. */
  readonly picked: readonly number[];
}

/** Points are drawn so many at a time until every class is full, and not more often than that. */
const LOT = 1000;
const MOST_LOTS = 100;

const streamOf = ({ seed, draw }: LabelledRequest): RandomStream =>
  createStream(seed, `labelled samples ${draw}`);

/** The places of the first `perClass` of each class in a list; labels after the last place are not asked for. */
function firstOfEach(
  list: { readonly length: number; labelAt(place: number): number },
  perClass: number,
  classes: number,
): number[] {
  const missing = new Array<number>(classes).fill(perClass);
  const places: number[] = [];
  for (let i = 0; i < list.length && places.length < perClass * classes; i++) {
    const label = list.labelAt(i);
    const left = missing[label] ?? 0;
    if (left === 0) continue;
    missing[label] = left - 1;
    places.push(i);
  }
  return places;
}

const listOf = (labels: Int32Array) => ({
  length: labels.length,
  labelAt: (place: number) => labels[place] ?? 0,
});

/** Places for a picture of at most `most`, class after class. */
const placesByClass = (labels: Int32Array, classes: number, most: number): number[] =>
  firstOfEach(listOf(labels), Math.max(1, Math.floor(most / classes)), classes).sort(
    (a, b) => (labels[a] ?? 0) - (labels[b] ?? 0) || a - b,
  );

const someOf = (random: RandomStream, size: number, most: number): Int32Array =>
  Int32Array.from({ length: Math.min(size, most) }, (_, i) =>
    size <= most ? i : random.integer(size),
  );

/** @throws PlaygroundError config.outOfRange or config.wrongType for an image that cannot be labelled */
function pickedRows(
  picked: readonly number[],
  training: Int32Array,
  { count }: ImageSource,
): Int32Array {
  const key = 'picked';
  const allowed = new Set(training);
  for (const row of picked) {
    if (allowed.has(row)) continue;
    if (row >= count) {
      throw new PlaygroundError('config.outOfRange', { key, value: row, min: 0, max: count - 1 });
    }
    throw new PlaygroundError('config.wrongType', {
      key,
      expected: 'a list of training images',
      actual: `a list with image ${row}, which is held out to measure`,
    });
  }
  return Int32Array.from(new Set(picked)).sort();
}

function labelledRows(source: ImageSource, request: LabelledRequest): Int32Array {
  const { perClass, classes, picked } = request;
  const { training } = splitRows(source);
  if (picked.length > 0) return pickedRows(picked, training, source);
  if (perClass === 'all') return training;
  const order = streamOf(request).shuffle(training.slice());
  const places = firstOfEach(
    { length: order.length, labelAt: (place) => source.labels?.[order[place] ?? 0] ?? 0 },
    perClass,
    classes,
  );
  // In one order however they were chosen.
  return Int32Array.from(places, (place) => order[place] ?? 0).sort();
}

function labelledImages(source: ImageSource, request: LabelledRequest): LabelledSamples {
  const rows = labelledRows(source, request);
  const samplesAt = (places: Iterable<number>): LabelledExamples => {
    const chosen = Int32Array.from(places, (place) => rows[place] ?? 0);
    const { values, labels } = imageRows(source, chosen);
    if (labels === null) throw new Error('these images have no labels');
    return { values, labels, rows: chosen };
  };
  return {
    size: rows.length,
    batchSize: (most) => Math.min(rows.length, most),
    batch: (random, most) => samplesAt(someOf(random, rows.length, most)),
    examples: (most) =>
      samplesAt(
        placesByClass(
          Int32Array.from(rows, (row) => source.labels?.[row] ?? 0),
          request.classes,
          most,
        ),
      ),
  };
}

const NO_ROWS = new Int32Array(0);

function classed(source: PointSource, values: Float32Array): ClassedSamples {
  const labels = pointClasses(source, values);
  if (labels === null) throw new Error('these points have no classes');
  return { values, labels };
}

function pointsAt({ values, labels }: ClassedSamples, places: Iterable<number>): ClassedSamples {
  const dim = values.length / labels.length;
  const chosen = [...places];
  return {
    values: Float32Array.from(
      chosen.flatMap((place) => [...values.subarray(place * dim, (place + 1) * dim)]),
    ),
    labels: Int32Array.from(chosen, (place) => labels[place] ?? 0),
  };
}

/** As many of each class as asked for; fewer of one that is very rare. */
function drawnPoints(
  source: PointSource,
  request: LabelledRequest,
  perClass: number,
): ClassedSamples {
  const random = streamOf(request);
  const { classes } = request;
  const values = new Float32Array(MOST_LOTS * LOT * source.dim);
  for (let lots = 1; ; lots++) {
    values.set(source.sample(random, LOT), (lots - 1) * LOT * source.dim);
    const drawn = classed(source, values.subarray(0, lots * LOT * source.dim));
    const places = firstOfEach(listOf(drawn.labels), perClass, classes);
    if (places.length === perClass * classes || lots === MOST_LOTS) return pointsAt(drawn, places);
  }
}

function labelledPoints(source: PointSource, request: LabelledRequest): LabelledSamples {
  const { perClass, classes } = request;
  if (perClass === 'all') {
    return {
      size: Number.POSITIVE_INFINITY,
      batchSize: (most) => most,
      batch: (random, most) => classed(source, source.sample(random, most)),
      examples(most) {
        const drawn = classed(source, source.sample(streamOf(request), most));
        return { ...drawn, rows: NO_ROWS };
      },
    };
  }
  const all = drawnPoints(source, request, perClass);
  const size = all.labels.length;
  return {
    size,
    batchSize: (most) => Math.min(size, most),
    batch: (random, most) => pointsAt(all, someOf(random, size, most)),
    examples: (most) => ({
      ...pointsAt(all, placesByClass(all.labels, classes, most)),
      rows: NO_ROWS,
    }),
  };
}

/** @throws PlaygroundError config.* for a picked image that is not among the training images */
export const labelledSamples = (source: DataSource, request: LabelledRequest): LabelledSamples =>
  source.kind === 'points' ? labelledPoints(source, request) : labelledImages(source, request);
