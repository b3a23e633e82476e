// Random arrays told by a key and a counter alone, made on the device where there is a kernel for it (WebGPU) and in
// JavaScript elsewhere: the same integers everywhere, hence the same uniforms, and normals that differ by roundings. For
// what a step draws in bulk; the small draws of a run come from its named streams.

import { type Rank, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { type HostScalars, hostScalars } from '../host-input';
import { runOne } from './custom-kernel';
import { philox4x32, type Words2, type Words4 } from './philox';

export const RANDOM_FROM_COUNTER = 'RandomFromCounter';

export interface RandomCounter {
  /** Unsigned 32-bit words: whose numbers they are. */
  readonly key: Words2;
  /** Unsigned 32-bit words: which of the key's arrays. Arrays of different counters share no number. */
  readonly counter: Words2;
}

export type RandomLaw = 'normal' | 'uniform';

export interface RandomAttributes {
  readonly law: RandomLaw;
  readonly shape: readonly number[];
  /** The words of key and counter in halves, the lower first: float32, in which a step may keep them, holds 16 bits. */
  readonly halves: HostScalars;
}

const halvesOf = ({ key, counter }: RandomCounter): number[] =>
  [...key, ...counter].flatMap((word) => [word & 0xffff, word >>> 16]);

const wordOf = (halves: readonly number[], i: number): number =>
  ((halves[2 * i + 1] as number) * 0x10000 + (halves[2 * i] as number)) >>> 0;

/** In [0, 1), a multiple of 2^-24, so that float32 holds it. */
export const uniformOf = (word: number): number => (word >>> 8) / 0x1000000;

/** Four values of a block of words; the normals by both branches of Box and Muller 1958, of two words each. */
const VALUES_OF: Readonly<Record<RandomLaw, (words: Words4) => readonly number[]>> = {
  uniform: (words) => words.map(uniformOf),
  normal: ([a, b, c, d]) =>
    [
      [a, b],
      [c, d],
    ].flatMap(([first, second]) => {
      // Plus one step, so that the logarithm is finite.
      const radius = Math.sqrt(-2 * Math.log(uniformOf(first as number) + 1 / 0x1000000));
      const angle = 2 * Math.PI * uniformOf(second as number);
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
};

/** What the kernel computes. Value i comes from word i % 4 of block i / 4 (of words i % 4 and its neighbour for normals). */
export function randomValues(
  law: RandomLaw,
  halves: readonly number[],
  size: number,
): Float32Array {
  const key: Words2 = [wordOf(halves, 0), wordOf(halves, 1)];
  const [low, high] = [wordOf(halves, 2), wordOf(halves, 3)];
  const values = new Float32Array(size);
  for (let i = 0; i < size; i += 4) {
    const four = VALUES_OF[law](philox4x32(key, [i / 4, low, high, 0]));
    values.set(size - i < 4 ? four.slice(0, size - i) : four, i);
  }
  return values;
}

/** The kernel of backends without an own one. */
export function randomOnHost({ law, shape, halves }: RandomAttributes): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(randomValues(law, halves.values, size), [...shape], 'float32');
}

function randomFromCounter<R extends Rank>(
  law: RandomLaw,
  draw: () => RandomCounter,
  shape: readonly number[],
): Tensor<R> {
  const halves = hostScalars(() => halvesOf(draw()));
  const attributes: RandomAttributes = { law, shape, halves };
  return runOne(RANDOM_FROM_COUNTER, {}, attributes) as Tensor<R>;
}

/**
 * Standard normals, float32, of the given shape.
 *
 * `draw` – key and counter for this step; a replayed step calls it again (see host-input.ts). The caller disposes the
 * tensor. Has no gradient, being a constant.
 */
export const randomNormalFromCounter = <R extends Rank = Rank>(
  draw: () => RandomCounter,
  shape: readonly number[],
): Tensor<R> => randomFromCounter<R>('normal', draw, shape);

/** Uniforms in [0, 1), multiples of 2^-24; otherwise as `randomNormalFromCounter`. */
export const randomUniformFromCounter = <R extends Rank = Rank>(
  draw: () => RandomCounter,
  shape: readonly number[],
): Tensor<R> => randomFromCounter<R>('uniform', draw, shape);
