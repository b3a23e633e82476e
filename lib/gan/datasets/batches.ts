// The walk through a data set: shuffled epochs over images, fresh draws of points. Its state is two numbers and the
// stream's, so that a resumed run sees the very next batch.

import { PlaygroundError } from '../../schema/errors';
import { createStream, type RandomStream } from '../rng';
import { fromBytes } from '../views/pixels';
import { pointClasses } from './classes';
import type { DataSource, ImageSource } from './source';

/** Where the walk is; zero and zero for points. */
export interface CursorState {
  readonly epoch: number;
  /** Images of this epoch already taken. */
  readonly position: number;
}

/** One mini-batch as plain arrays. */
export interface ArrayBatch {
  readonly values: Float32Array;
  readonly shape: readonly number[];
  readonly labels: Int32Array | null;
  /** Which images they are; null for points. */
  readonly rows: Int32Array | null;
}

/** Images by index as floats in [-1, 1], [n, s, s, C]. */
export function imageRows(source: ImageSource, indices: Int32Array): ArrayBatch {
  const area = source.size * source.size * source.channels;
  const values = new Float32Array(indices.length * area);
  const labels = source.labels === null ? null : new Int32Array(indices.length);
  for (const [row, index] of indices.entries()) {
    fromBytes(source.pixels.subarray(index * area, (index + 1) * area), values, row * area);
    if (labels !== null) labels[row] = source.labels?.[index] ?? 0;
  }
  return {
    values,
    shape: [indices.length, source.size, source.size, source.channels],
    labels,
    rows: indices,
  };
}

export class BatchCursor {
  readonly #source: DataSource;
  readonly #seed: number;
  readonly #random: RandomStream;
  readonly #rows: Int32Array;
  #epoch = 0;
  #position = 0;
  #order: Int32Array;

  /**
   * @param seed of the run; the order of epoch e depends on it and e alone
   * @param random stream that points are drawn from
   * @param rows the images to take; all training images when absent
   */
  constructor(
    source: DataSource,
    seed: number,
    random: RandomStream,
    rows: Int32Array | null = null,
  ) {
    this.#source = source;
    this.#seed = seed;
    this.#random = random;
    const count = source.kind === 'images' ? source.count : 0;
    this.#rows = rows ?? Int32Array.from({ length: count }, (_, i) => i);
    this.#order = this.#shuffled();
  }

  get state(): CursorState {
    return { epoch: this.#epoch, position: this.#position };
  }

  set state({ epoch, position }: CursorState) {
    this.#epoch = epoch;
    this.#order = this.#shuffled();
    if (position > this.#order.length) {
      throw new PlaygroundError('checkpoint.mismatch', {
        what: 'the position in the data',
        expected: `at most ${this.#order.length}`,
        actual: String(position),
      });
    }
    this.#position = position;
  }

  /** The next `count` samples; an epoch's last batch is filled up from the next epoch. */
  next(count: number): ArrayBatch {
    const source = this.#source;
    if (source.kind === 'points') {
      const values = source.sample(this.#random, count);
      return {
        values,
        shape: [count, source.dim],
        // Only on demand: most games never ask, and every point would be compared with every mode.
        get labels() {
          return pointClasses(source, values);
        },
        rows: null,
      };
    }
    const indices = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      if (this.#position === this.#order.length) {
        this.#epoch += 1;
        this.#position = 0;
        this.#order = this.#shuffled();
      }
      indices[i] = this.#order[this.#position] ?? 0;
      this.#position += 1;
    }
    return imageRows(source, indices);
  }

  #shuffled(): Int32Array {
    return createStream(this.#seed, `epoch ${this.#epoch}`).shuffle(this.#rows.slice());
  }
}
