import { engine, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import { startBackend } from '../backends';
import { nodeEnvironment } from '../node-environment';
import { adamPass } from './adam-pass';
import type { WasmBackend } from './heap';

const COUNT = 103; // whole vectors and a rest
const FACTORS = { beta1: 0.5, beta2: 0.999, rate: 2e-3, scale: 1.7, epsilon: 1e-8, decay: 0.9 };

const stream = createStream(5, 'adam');
const values = (f: (normal: number) => number) => Float32Array.from(stream.normals(COUNT), f);

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

it('makes the step of double precision, and the average only where there is one', () => {
  const { beta1, beta2, rate, scale, epsilon, decay } = FACTORS;
  for (const hasAverage of [true, false]) {
    const before = {
      variable: values((x) => x),
      m: values((x) => 0.1 * x),
      v: values((x) => 0.01 * x * x),
      gradient: values((x) => x),
      average: values((x) => x),
    };
    const tensors = Object.fromEntries(
      Object.entries(before).map(([name, data]) => [name, tensor(data.slice())]),
    ) as unknown as Record<keyof typeof before, Tensor>;
    for (const x of Object.values(tensors)) x.dataSync(); // moves the values into the heap
    const average = hasAverage ? tensors.average : null;
    adamPass(engine().backend as unknown as WasmBackend, { ...tensors, average }, FACTORS, COUNT);
    const after = { v: tensors.v.dataSync(), m: tensors.m.dataSync() };
    const [variable, mean] = [tensors.variable.dataSync(), tensors.average.dataSync()];
    for (let i = 0; i < COUNT; i++) {
      const g = before.gradient[i]!;
      const m = beta1 * before.m[i]! + (1 - beta1) * g;
      const v = beta2 * before.v[i]! + (1 - beta2) * g * g;
      const p = before.variable[i]! - (rate * m) / (Math.sqrt(v) * scale + epsilon);
      const old = before.average[i]!;
      expect(after.m[i]).toBeCloseTo(m, 6);
      expect(after.v[i]).toBeCloseTo(v, 6);
      expect(variable[i]).toBeCloseTo(p, 6);
      expect(mean[i]).toBeCloseTo(hasAverage ? decay * old + (1 - decay) * p : old, 6);
    }
    for (const x of Object.values(tensors)) x.dispose();
  }
});
