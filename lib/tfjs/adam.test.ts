import {
  clone,
  conv2d,
  memory,
  type Tensor4D,
  tensor,
  tidy,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createStream } from '../gan/rng';
import {
  adamCoefficients,
  adamUpdate,
  copyTensor,
  emaUpdate,
  momentumCoefficients,
  sgdMomentumUpdate,
} from './adam';
import { type BackendName, startBackend } from './backends';
import { nodeEnvironment } from './node-environment';

const HYPERPARAMETERS = { learningRate: 2e-2, beta1: 0.5, beta2: 0.99, epsilon: 1e-8 };

const adamAt = (t: number) => adamCoefficients(() => ({ ...HYPERPARAMETERS, t }));

const momentumOf = (learningRate: number, momentum: number) =>
  momentumCoefficients(() => ({ learningRate, momentum }));

// One rounding of float32 per step and value, on values of about 1.
const TOLERANCE = 1e-6;

const initialised = (values: Float32Array, shape: number[], name?: string): Variable => {
  const initial = tensor(values, shape);
  const result = variable(initial, true, name);
  initial.dispose();
  return result;
};

const zeroState = (shape: number[]): Variable => tidy(() => variable(zeros(shape), false));

const expectClose = (actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) => {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(actual[i]! - expected[i]!)).toBeLessThan(tolerance);
  }
};

for (const backend of ['cpu', 'wasm'] satisfies BackendName[]) {
  describe(`on ${backend}`, () => {
    beforeAll(async () => {
      await startBackend(backend, nodeEnvironment());
    });
    let stream = createStream(1, 'optimisers');
    beforeEach(() => {
      stream = createStream(1, 'optimisers');
    });

    it('Adam moves by α·g/(|g| + ε) in every step of a constant gradient', () => {
      const p = initialised(Float32Array.of(1, 1, 1), [3]);
      const [m, v] = [zeroState([3]), zeroState([3])];
      const g = tensor([0.3, -2, 1e-3]);
      for (let t = 1; t <= 50; t++) adamUpdate([{ variable: p, m, v, gradient: g }], adamAt(t));
      // 50 roundings of float32 in each of three values per step.
      expectClose(p.dataSync(), [0, 2, 0], 5e-5);
    });

    it('Adam follows the published algorithm in double precision over random gradients', () => {
      const size = 12;
      const start = stream.normals(size);
      const p = initialised(start, [3, 4]);
      const [m, v] = [zeroState([3, 4]), zeroState([3, 4])];
      const expected = Array.from(start, (value) => ({ value, m: 0, v: 0 }));
      const { learningRate, beta1, beta2, epsilon } = HYPERPARAMETERS;
      for (let t = 1; t <= 20; t++) {
        const values = stream.normals(size);
        adamUpdate([{ variable: p, m, v, gradient: tensor(values, [3, 4]) }], adamAt(t));
        expected.forEach((state, i) => {
          state.m = beta1 * state.m + (1 - beta1) * values[i]!;
          state.v = beta2 * state.v + (1 - beta2) * values[i]! ** 2;
          const mHat = state.m / (1 - beta1 ** t);
          const vHat = state.v / (1 - beta2 ** t);
          state.value -= (learningRate * mHat) / (Math.sqrt(vHat) + epsilon);
        });
      }
      const of = (key: 'value' | 'm' | 'v') => expected.map((state) => state[key]);
      expectClose(p.dataSync(), of('value'), 20 * TOLERANCE);
      expectClose(m.dataSync(), of('m'), 20 * TOLERANCE);
      expectClose(v.dataSync(), of('v'), 20 * TOLERANCE);
    });

    it('momentum accumulates: two steps of a constant gradient move by α·g·(2 + μ)', () => {
      const p = initialised(Float32Array.of(1, -1), [2]);
      const velocity = zeroState([2]);
      const g = tensor([2, 4]);
      const h = momentumOf(0.25, 0.5);
      sgdMomentumUpdate([{ variable: p, velocity, gradient: g }], h);
      sgdMomentumUpdate([{ variable: p, velocity, gradient: g }], h);
      expect([...p.dataSync()]).toEqual([1 - 0.25 * 2 * 2.5, -1 - 0.25 * 4 * 2.5]);
    });

    it('the moving average keeps `decay` of the shadow and leaves the source alone', () => {
      const shadow = initialised(Float32Array.of(1, 2), [2]);
      const source = initialised(Float32Array.of(5, -2), [2]);
      emaUpdate([{ shadow, source }], 0.75);
      expect([...shadow.dataSync()]).toEqual([2, 1]);
      expect([...source.dataSync()]).toEqual([5, -2]);
    });

    it('an update reaches no clone, no copy, no initial tensor and no array of the caller', () => {
      const array = Float32Array.of(1, 2);
      const initial = tensor(array);
      const p = variable(initial);
      const snapshot = copyTensor(p);
      const other = clone(p);
      const g = tensor([1, 1]);
      for (let t = 1; t <= 2; t++) {
        adamUpdate([{ variable: p, m: zeroState([2]), v: zeroState([2]), gradient: g }], adamAt(1));
      }
      expect(p.dataSync()[0]).toBeLessThan(1);
      for (const kept of [snapshot, other, initial]) expect([...kept.dataSync()]).toEqual([1, 2]);
      expect([...array]).toEqual([1, 2]);
    });

    it('values read before an update do not change with it', async () => {
      const p = initialised(Float32Array.of(1, 2), [2]);
      const read = await p.data();
      sgdMomentumUpdate(
        [{ variable: p, velocity: zeroState([2]), gradient: tensor([1, 1]) }],
        momentumOf(1, 0),
      );
      expect([...read]).toEqual([1, 2]);
    });

    it('two variables that were assigned one tensor part at the first update', () => {
      const tensorOfBoth = tensor([1, 1]);
      const [a, b] = [zeroState([2]), zeroState([2])];
      a.assign(tensorOfBoth);
      b.assign(tensorOfBoth);
      tensorOfBoth.dispose();
      sgdMomentumUpdate(
        [{ variable: a, velocity: zeroState([2]), gradient: tensor([1, 1]) }],
        momentumOf(1, 0),
      );
      expect([...a.dataSync()]).toEqual([0, 0]);
      expect([...b.dataSync()]).toEqual([1, 1]);
    });

    it('a convolution after an update uses the new weights, not packed old ones', () => {
      const x = tensor(stream.normals(32), [1, 4, 4, 2]) as Tensor4D;
      const filter = initialised(stream.normals(36), [3, 3, 2, 2]);
      const before = conv2d(x, filter as unknown as Tensor4D, 1, 'same').dataSync();
      // Rate -1 along the weights themselves doubles them.
      sgdMomentumUpdate(
        [{ variable: filter, velocity: zeroState(filter.shape), gradient: copyTensor(filter) }],
        momentumOf(-1, 0),
      );
      const after = conv2d(x, filter as unknown as Tensor4D, 1, 'same').dataSync();
      expectClose(
        after,
        before.map((value) => 2 * value),
        1e-4,
      );
    });

    it('updates leave the number of tensors as it was', () => {
      const p = initialised(Float32Array.of(1, 2), [2]);
      const [m, v, shadow] = [zeroState([2]), zeroState([2]), zeroState([2])];
      const g = tensor([1, 1]);
      const { numTensors, numDataBuffers } = memory();
      for (let t = 1; t <= 3; t++) {
        adamUpdate([{ variable: p, m, v, gradient: g }], adamAt(t));
        emaUpdate([{ shadow, source: p }], 0.5);
      }
      expect(memory()).toMatchObject({ numTensors, numDataBuffers });
    });

    it('a gradient of another shape is an error, not a broadcast', () => {
      const p = initialised(Float32Array.of(1, 2), [2], `named on ${backend}`);
      expect(() =>
        adamUpdate(
          [{ variable: p, m: zeroState([2]), v: zeroState([2]), gradient: tensor([1]) }],
          adamAt(1),
        ),
      ).toThrow('has shape [2], not [1]');
    });
  });
}
