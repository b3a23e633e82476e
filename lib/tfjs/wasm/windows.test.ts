import { AvgPoolGrad } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import { startBackend } from '../backends';
import { compareBackends } from '../compare-backends';
import { nodeEnvironment } from '../node-environment';
import { adjointOf, type ResampleAttributes } from '../ops/resample';

// Sums of at most 25 products of standard normals in float32.
const TOLERANCE = 1e-5;

const stream = createStream(6, 'windows');
const input = (name: string, shape: readonly number[]) => ({
  name,
  shape,
  values: stream.normals(shape.reduce((a, b) => a * b, 1)),
});
const size = (min: number, max: number) => fc.integer({ min, max });

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
  await startBackend('wasm', nodeEnvironment());
});

describe('wasm agrees with the cpu backend on', () => {
  it('gradients of average pooling, at any window, stride and padding', () => {
    const pools = fc.record({
      shape: fc.tuple(size(1, 2), size(3, 9), size(3, 9), size(1, 6)),
      filterSize: fc.tuple(size(1, 3), size(1, 3)),
      strides: fc.tuple(size(1, 3), size(1, 3)),
      pad: fc.constantFrom('same' as const, 'valid' as const),
    });
    fc.assert(
      fc.property(pools, ({ shape, ...attributes }) => {
        const [batch, height, width, channels] = shape;
        const out = ([whole, axis]: [number, 0 | 1]): number => {
          const { filterSize, strides, pad } = attributes;
          const places = pad === 'same' ? whole : whole - filterSize[axis] + 1;
          return Math.ceil(places / strides[axis]);
        };
        const outShape = [batch, out([height, 0]), out([width, 1]), channels];
        const inputs = [input('dy', outShape), input('input', shape)];
        expect(compareBackends(AvgPoolGrad, inputs, attributes)).toBeLessThan(TOLERANCE);
      }),
      { numRuns: 60 },
    );
  });

  it('resampling and its adjoint, with any filter and cropping', () => {
    const resamplings = fc.record({
      shape: fc.tuple(size(1, 2), size(2, 7), size(2, 7), size(1, 9)),
      up: size(1, 3),
      down: size(1, 3),
      kernel: fc.array(fc.constantFrom(-2, 0, 0.5, 1), { minLength: 1, maxLength: 5 }),
      before: size(-2, 4),
      outHeight: size(1, 9),
      outWidth: size(1, 9),
    });
    fc.assert(
      fc.property(resamplings, ({ shape, ...attributes }) => {
        const [batch, height, width, channels] = shape;
        const forward: ResampleAttributes = attributes;
        const x = input('x', shape);
        expect(compareBackends('Resample', [x], forward)).toBeLessThan(TOLERANCE);
        const dy = input('x', [batch, forward.outHeight, forward.outWidth, channels]);
        const adjoint = adjointOf(forward, [height, width]);
        expect(compareBackends('Resample', [dy], adjoint)).toBeLessThan(TOLERANCE);
      }),
      { numRuns: 100 },
    );
  });
});
