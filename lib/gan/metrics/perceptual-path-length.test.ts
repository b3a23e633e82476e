import { describe, expect, it } from 'vitest';
import { createStream } from '../rng';
import { type Matrix, matrixOf } from './matrix';
import { perceptualPathLength, trimmedMean } from './perceptual-path-length';
import { completeAsync } from './slices';

const latents = (seed: number) => matrixOf(createStream(seed, 'latents').normals(200 * 4), 4);
const identity = async (rows: Matrix) => rows;
const common = {
  from: latents(1),
  to: latents(2),
  dim: 4,
  random: createStream(3, 't'),
  batch: 64,
  epsilon: 1e-2,
} as const;

describe('perceptual path length', () => {
  it('in w of a linear map is the mean squared length of the images of the differences', async () => {
    const { lengths, mean } = await completeAsync(
      perceptualPathLength({ ...common, space: 'w', features: identity }),
    );
    const exact = Array.from({ length: 200 }, (_, i) =>
      [0, 1, 2, 3].reduce(
        (sum, k) => sum + (common.to.values[4 * i + k]! - common.from.values[4 * i + k]!) ** 2,
        0,
      ),
    );
    for (const [i, value] of exact.entries()) expect(lengths[i]! / value).toBeCloseTo(1, 2);
    expect(mean / trimmedMean(Float64Array.from(exact))).toBeCloseTo(1, 3);
  });

  it('in z of the directions is the squared angle, whatever the lengths', async () => {
    const directions = async ({ rows, columns, values }: Matrix) => {
      const unit = values.slice();
      for (let row = 0; row < rows; row++) {
        const part = unit.subarray(row * columns, (row + 1) * columns);
        part.set(part.map((value) => value / Math.hypot(...part)));
      }
      return { rows, columns, values: unit };
    };
    const { lengths } = await completeAsync(
      perceptualPathLength({ ...common, space: 'z', features: directions }),
    );
    for (let i = 0; i < 200; i++) {
      const a = common.from.values.subarray(4 * i, 4 * i + 4);
      const b = common.to.values.subarray(4 * i, 4 * i + 4);
      const dot = a.reduce((sum, v, k) => sum + v * b[k]!, 0);
      const angle = Math.acos(dot / (Math.hypot(...a) * Math.hypot(...b)));
      expect(lengths[i]! / angle ** 2).toBeCloseTo(1, 2);
    }
  });

  it('keeps the class of the first end all along the path', async () => {
    const classes: number[] = [];
    await completeAsync(
      perceptualPathLength({
        ...common,
        dim: 3,
        space: 'z',
        features: async (rows) => {
          for (let row = 0; row < rows.rows; row++) classes.push(rows.values[4 * row + 3]!);
          return rows;
        },
      }),
    );
    const own = new Set(Array.from({ length: 200 }, (_, i) => common.from.values[4 * i + 3]!));
    expect(classes.every((value) => own.has(value))).toBe(true);
  });

  it('leaves out the lowest and the highest percent', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => (i === 7 ? 1e9 : 1));
    expect(trimmedMean(values)).toBe(1);
  });
});
