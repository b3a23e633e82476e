import {
  add,
  conv2d,
  conv2dTranspose,
  engine,
  grad,
  leakyRelu,
  mean,
  memory,
  mul,
  softplus,
  square,
  sum,
  type Tensor,
  type Tensor4D,
  tanh,
  tensor,
  tidy,
  type Variable,
  variable,
  variableGrads,
  zeros,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../gan/rng';
import { adamCoefficients, adamUpdate, copyTensor } from './adam';
import { type BackendName, startBackend } from './backends';
import { nodeEnvironment } from './node-environment';
import type { WasmBackend } from './wasm/heap';

const HYPERPARAMETERS = { learningRate: 1e-2, beta1: 0.5, beta2: 0.99, epsilon: 1e-8 };

/** A convolutional player with R1, small enough for the cpu backend; its state is [weights, m, v] per layer. */
function createPlayer(stream = createStream(9, 'player')) {
  const shapes = [
    [3, 3, 1, 4],
    [4, 4, 4, 4],
    [3, 3, 4, 1],
  ];
  const layers = shapes.map((shape) => {
    const values = stream.normals(shape.reduce((a, b) => a * b, 1)).map((value) => 0.3 * value);
    const create = (make: () => Tensor) => tidy(() => variable(make()));
    return {
      weights: create(() => tensor(values, shape)),
      m: create(() => zeros(shape)),
      v: create(() => zeros(shape)),
    };
  });
  const x = tensor(stream.normals(2 * 36), [2, 6, 6, 1]) as Tensor4D;
  const logits = (images: Tensor): Tensor => {
    const [first, second, third] = layers.map(({ weights }) => weights as unknown as Tensor4D);
    const h = leakyRelu(conv2d(images as Tensor4D, first!, 2, 'same'), 0.2);
    const up = tanh(conv2dTranspose(h as Tensor4D, second!, [2, 6, 6, 4], 2, 'same'));
    return sum(conv2d(up as Tensor4D, third!, 1, 'same'), [1, 2, 3]);
  };
  const loss = () =>
    add(mean(softplus(logits(x))), mul(mean(square(grad((i: Tensor) => sum(logits(i)))(x))), 5));
  const step = (t: number): void =>
    tidy(() => {
      const { grads } = variableGrads(
        loss as () => never,
        layers.map(({ weights }) => weights),
      );
      const coefficients = adamCoefficients(() => ({ ...HYPERPARAMETERS, t }));
      for (const { weights, m, v } of layers) {
        adamUpdate([{ variable: weights, m, v, gradient: grads[weights.name]! }], coefficients);
      }
    });
  const state = (): Variable[] => layers.flatMap(({ weights, m, v }) => [weights, m, v]);
  const read = () => state().map((variable) => [...variable.dataSync()]);
  return { step, state, read };
}

for (const backend of ['cpu', 'wasm'] satisfies BackendName[]) {
  describe(`training on ${backend}`, () => {
    beforeAll(async () => {
      await startBackend(backend, nodeEnvironment());
    });

    it('gives the same bits twice', () => {
      const [a, b] = [createPlayer(), createPlayer()];
      for (let t = 1; t <= 5; t++) a.step(t);
      for (let t = 1; t <= 5; t++) b.step(t);
      expect(a.read()).toEqual(b.read());
    });

    it('resumed from copies gives the bits of the run that was not stopped', () => {
      const [a, b] = [createPlayer(), createPlayer()];
      for (let t = 1; t <= 3; t++) a.step(t);
      const snapshot = a.state().map((variable) => copyTensor(variable));
      for (let t = 4; t <= 6; t++) a.step(t);
      b.state().forEach((variable, i) => {
        variable.assign(snapshot[i]!);
      });
      for (let t = 4; t <= 6; t++) b.step(t);
      expect(b.read()).toEqual(a.read());
    });

    it('keeps the number of tensors, and the heap, constant', () => {
      const player = createPlayer();
      const measure = () => ({
        tensors: memory().numTensors,
        records: engine().backend.numDataIds(),
        heap:
          backend === 'wasm'
            ? (engine().backend as unknown as WasmBackend).wasm.HEAPU8.length
            : null,
      });
      for (let t = 1; t <= 3; t++) player.step(t);
      const before = measure();
      for (let t = 4; t <= 40; t++) player.step(t);
      expect(measure()).toEqual(before);
    });
  });
}
