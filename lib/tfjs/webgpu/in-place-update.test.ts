import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  backend,
  clone,
  memory,
  type Tensor,
  tensor,
  tidy,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import {
  adamCoefficients,
  adamUpdate,
  copyTensor,
  emaUpdate,
  momentumCoefficients,
  sgdMomentumUpdate,
} from '../adam';
import { useNodeGpu } from './node-gpu';

const HYPERPARAMETERS = { learningRate: 2e-2, beta1: 0.5, beta2: 0.99, epsilon: 1e-8 };

const initialised = (values: Float32Array, shape: number[]): Variable =>
  tidy(() => variable(tensor(values, shape)));
const zeroState = (shape: number[]): Variable => tidy(() => variable(zeros(shape), false));
const valuesOf = async (x: Tensor): Promise<number[]> => [...(await x.data())];
const bufferOf = ({ dataId }: Tensor) =>
  (backend() as WebGPUBackend).tensorMap.get(dataId).resource;

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number) {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of actual.entries()) {
    expect(Math.abs(value - expected[i]!), `[${i}]`).toBeLessThan(tolerance);
  }
}

describe('updates in place on WebGPU', () => {
  useNodeGpu();

  it('Adam is the published algorithm in double precision, for variables of any size at once', async () => {
    const stream = createStream(1, 'optimisers');
    // Vectors of four and single numbers, one element, more than one workgroup, and more than one dispatch holds.
    const targets = [[3, 4], [7], [], [2, 2, 150], [9, 31], [4], [5, 5], [8, 2]].map((shape) => {
      const size = shape.reduce((a, b) => a * b, 1);
      const start = stream.normals(size);
      const gradients = Array.from({ length: 5 }, () => stream.normals(size));
      const p = initialised(start, shape);
      return { shape, start, gradients, p, m: zeroState(shape), v: zeroState(shape) };
    });
    const { learningRate, beta1, beta2, epsilon } = HYPERPARAMETERS;
    for (let t = 1; t <= 5; t++) {
      adamUpdate(
        targets.map(({ shape, gradients, p, m, v }) => ({
          variable: p,
          m,
          v,
          gradient: tensor(gradients[t - 1]!, shape),
        })),
        adamCoefficients(() => ({ ...HYPERPARAMETERS, t })),
      );
    }
    for (const { start, gradients, p, m, v } of targets) {
      const expected = Array.from(start, (value, i) => {
        const state = { value, m: 0, v: 0 };
        gradients.forEach((gradient, k) => {
          state.m = beta1 * state.m + (1 - beta1) * gradient[i]!;
          state.v = beta2 * state.v + (1 - beta2) * gradient[i]! ** 2;
          const mHat = state.m / (1 - beta1 ** (k + 1));
          const vHat = state.v / (1 - beta2 ** (k + 1));
          state.value -= (learningRate * mHat) / (Math.sqrt(vHat) + epsilon);
        });
        return state;
      });
      const of = (key: 'value' | 'm' | 'v') => expected.map((state) => state[key]);
      // Five roundings of float32 on values up to 4.
      expectClose(await valuesOf(p), of('value'), 1e-6);
      expectClose(await valuesOf(m), of('m'), 1e-6);
      expectClose(await valuesOf(v), of('v'), 1e-6);
    }
  });

  it('momentum accumulates, and an average keeps its share', async () => {
    const p = initialised(Float32Array.of(1, -1), [2]);
    const velocity = zeroState([2]);
    const shadow = initialised(Float32Array.of(4, 4), [2]);
    const coefficients = momentumCoefficients(() => ({ learningRate: 0.25, momentum: 0.5 }));
    for (let k = 0; k < 2; k++)
      sgdMomentumUpdate([{ variable: p, velocity, gradient: tensor([2, 4]) }], coefficients);
    emaUpdate([{ shadow, source: p }], 0.75);
    expect(await valuesOf(p)).toEqual([1 - 0.25 * 2 * 2.5, -1 - 0.25 * 4 * 2.5]);
    expect(await valuesOf(shadow)).toEqual([3 + 0.25 * -0.25, 3 + 0.25 * -3.5]);
  });

  it('reaches no clone, no copy, no initial tensor and no array of the caller', async () => {
    const array = Float32Array.of(1, 2);
    const initial = tensor(array);
    const p = variable(initial);
    const snapshot = copyTensor(p);
    const other = clone(p);
    for (let k = 0; k < 2; k++) emaUpdate([{ shadow: p, source: tensor([0, 0]) }], 0.5);
    const later = clone(p);
    emaUpdate([{ shadow: p, source: tensor([0, 0]) }], 0.5);
    expect(await valuesOf(p)).toEqual([0.125, 0.25]);
    expect(await valuesOf(later)).toEqual([0.25, 0.5]);
    for (const kept of [snapshot, other, initial]) expect(await valuesOf(kept)).toEqual([1, 2]);
    expect([...array]).toEqual([1, 2]);
  });

  it('a variable keeps its buffer, while those that shared it get another', async () => {
    const p = initialised(Float32Array.of(1, 2), [2]);
    emaUpdate([{ shadow: p, source: tensor([0, 0]) }], 0.5);
    const buffer = bufferOf(p);
    const shared = clone(p);
    emaUpdate([{ shadow: p, source: tensor([0, 0]) }], 0.5);
    expect(bufferOf(p)).toBe(buffer);
    expect(bufferOf(shared)).not.toBe(buffer);
  });

  it('a readback under way gives the values from before, and none later does', async () => {
    const p = initialised(Float32Array.of(1, 2), [2]);
    emaUpdate([{ shadow: p, source: tensor([0, 0]) }], 0.5);
    const reading = p.data();
    emaUpdate([{ shadow: p, source: tensor([0, 0]) }], 0.5);
    expect([...(await reading)]).toEqual([0.5, 1]);
    expect(await valuesOf(p)).toEqual([0.25, 0.5]);
  });

  it('leaves the number of tensors, and of bytes on the device, as they were', async () => {
    const p = initialised(new Float32Array(40), [40]);
    const [m, v, shadow] = [zeroState([40]), zeroState([40]), zeroState([40])];
    const g = tensor(new Float32Array(40));
    const step = async (t: number): Promise<void> => {
      adamUpdate(
        [{ variable: p, m, v, gradient: g }],
        adamCoefficients(() => ({ ...HYPERPARAMETERS, t })),
      );
      emaUpdate([{ shadow, source: p }], 0.5);
      await p.data();
    };
    await step(1);
    await step(2);
    const before = memory();
    for (let t = 3; t <= 6; t++) await step(t);
    expect(memory()).toEqual(before);
  });
});
