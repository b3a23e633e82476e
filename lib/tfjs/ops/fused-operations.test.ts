import {
  add,
  conv2d,
  grad,
  leakyRelu,
  matMul,
  mean,
  mul,
  relu,
  rsqrt,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tidy,
  type Variable,
  variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import type { BackendName } from '../backend-report';
import { startBackend } from '../backends';
import { nodeEnvironment } from '../node-environment';
import { batchNormTraining } from './batch-norm-training';
import { biasActivation } from './bias-activation';
import { channelMoments } from './channel-moments';
import { type FusedActivation, LINEAR } from './fused-activation';
import { fusedConv, fusedDense } from './fused-layers';
import { sumOfSquares } from './sum-of-squares';

const ACTIVATIONS: readonly FusedActivation[] = [
  LINEAR,
  { activation: 'relu', alpha: 0 },
  { activation: 'leakyRelu', alpha: 0.2 },
];

const plainActivation = (x: Tensor, { activation, alpha }: FusedActivation): Tensor => {
  if (activation === 'linear') return x;
  return activation === 'relu' ? relu(x) : leakyRelu(x, alpha);
};

const EPSILON = 1e-3;

const plainBatchNorm = (x: Tensor, scale: Tensor, offset: Tensor): Tensor => {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const centred = sub(x, mean(x, axes));
  const variance = mean(square(centred), axes);
  return add(mul(centred, mul(scale, rsqrt(add(variance, EPSILON)))), offset);
};

interface Pair {
  readonly name: string;
  /** Of x and of the parameters. */
  readonly shapes: readonly (readonly number[])[];
  readonly fused: (parts: readonly Tensor[], activation: FusedActivation) => Tensor;
  readonly plain: (parts: readonly Tensor[]) => Tensor;
}

const PAIRS: readonly Pair[] = [
  {
    name: 'bias and activation of a map',
    shapes: [[2, 3, 4, 5], [5]],
    fused: ([x, b], activation) => biasActivation(x as Tensor, b as Tensor, activation),
    plain: ([x, b]) => add(x as Tensor, b as Tensor),
  },
  {
    name: 'a dense layer with bias',
    shapes: [[6, 7], [7, 3], [3]],
    fused: ([x, w, b], activation) =>
      fusedDense(x as Tensor2D, w as Tensor2D, b as Tensor, activation),
    plain: ([x, w, b]) => add(matMul(x as Tensor2D, w as Tensor2D), b as Tensor),
  },
  {
    name: 'a dense layer without bias',
    shapes: [
      [6, 7],
      [7, 3],
    ],
    fused: ([x, w], activation) => fusedDense(x as Tensor2D, w as Tensor2D, null, activation),
    plain: ([x, w]) => matMul(x as Tensor2D, w as Tensor2D),
  },
  {
    name: 'a strided convolution with bias',
    shapes: [[2, 6, 6, 3], [4, 4, 3, 5], [5]],
    fused: ([x, w, b], activation) =>
      fusedConv(x as Tensor4D, w as Tensor4D, b as Tensor, { stride: 2, pad: 'same' }, activation),
    plain: ([x, w, b]) => add(conv2d(x as Tensor4D, w as Tensor4D, 2, 'same'), b as Tensor),
  },
  {
    name: 'a convolution without bias',
    shapes: [
      [2, 5, 5, 2],
      [3, 3, 2, 4],
    ],
    fused: ([x, w], activation) =>
      fusedConv(x as Tensor4D, w as Tensor4D, null, { stride: 1, pad: 'same' }, activation),
    plain: ([x, w]) => conv2d(x as Tensor4D, w as Tensor4D, 1, 'same'),
  },
  {
    name: 'batch norm of a map',
    shapes: [[3, 4, 4, 5], [5], [5]],
    fused: ([x, scale, offset], activation) =>
      batchNormTraining(x as Tensor, scale as Tensor, offset as Tensor, {
        epsilon: EPSILON,
        ...activation,
      }).y,
    plain: ([x, scale, offset]) => plainBatchNorm(x as Tensor, scale as Tensor, offset as Tensor),
  },
  {
    name: 'batch norm of rows',
    shapes: [[8, 6], [6], [6]],
    fused: ([x, scale, offset], activation) =>
      batchNormTraining(x as Tensor, scale as Tensor, offset as Tensor, {
        epsilon: EPSILON,
        ...activation,
      }).y,
    plain: ([x, scale, offset]) => plainBatchNorm(x as Tensor, scale as Tensor, offset as Tensor),
  },
];

type Figures = Readonly<Record<string, Float32Array>>;

/** The value, the first-order gradients, and those of the squared gradient of x (as of R1), by name. */
function figuresOf(f: (parts: readonly Tensor[]) => Tensor, { name, shapes }: Pair): Figures {
  const stream = createStream(5, name);
  const parts: Variable[] = shapes.map((shape) =>
    variable(tensor(stream.normals(shape.reduce((a, b) => a * b, 1)), [...shape])),
  );
  const [x, ...parameters] = parts as [Variable, ...Variable[]];
  const read = (t: Tensor) => t.dataSync() as Float32Array;
  return tidy(() => {
    const y = f(parts);
    const weights = tensor(stream.normals(y.size), y.shape);
    // The square makes second derivatives of the linear ones differ from zero.
    const loss = (value: Tensor) =>
      sum(mul(weights, add(value, mul(0.5, square(value))))) as Scalar;
    const first = variableGrads(() => loss(f(parts)), parts);
    const second = variableGrads(
      () => sum(square(grad((input: Tensor) => loss(f([input, ...parameters])))(x))) as Scalar,
      parts,
    );
    const figures = Object.fromEntries([
      ['value', read(y)],
      ['penalty', read(second.value)],
      ...parts.flatMap(({ name: id }, i) => [
        [`first ${i}`, read(first.grads[id] as Tensor)],
        [`second ${i}`, read(second.grads[id] as Tensor)],
      ]),
    ]);
    for (const part of parts) part.dispose();
    return figures;
  });
}

/** The largest difference, relative to the largest value (at least 1). */
const differenceOf = (a: Float32Array, b: Float32Array): number => {
  const scale = Math.max(1, ...b.map(Math.abs));
  return Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? Number.NaN)))) / scale;
};

const BACKENDS = ['cpu', 'wasm'] as const satisfies readonly BackendName[];

describe.each(BACKENDS)('on %s, as out of plain operations, twice differentiated:', (backend) => {
  beforeAll(async () => {
    await startBackend(backend, nodeEnvironment());
  });

  for (const pair of PAIRS) {
    it.each(ACTIVATIONS)(`${pair.name}, $activation`, (activation) => {
      const fused = figuresOf((parts) => pair.fused(parts, activation), pair);
      const plain = figuresOf((parts) => plainActivation(pair.plain(parts), activation), pair);
      for (const [figure, values] of Object.entries(plain)) {
        expect(differenceOf(fused[figure] as Float32Array, values), figure).toBeLessThan(2e-5);
      }
    });
  }

  it('the moments of channels are exact for values far from zero', () => {
    const { mean: centre, variance } = channelMoments(tensor([1000, 5, 1001, 5, 1002, 5], [3, 2]));
    expect([...centre.dataSync()]).toEqual([1001, 5]);
    expect(variance.dataSync()[0]).toBeCloseTo(2 / 3, 5);
    expect(variance.dataSync()[1]).toBe(0);
  });

  it('the sum of squares takes tensors of any shapes and number', () => {
    const tensors = Array.from({ length: 19 }, (_, i) => tensor([i, -1], [1, 2, 1]));
    expect(sumOfSquares(tensors).dataSync()[0]).toBe(2109 + 19);
    expect(sumOfSquares([tensor([3])]).dataSync()[0]).toBe(9);
  });

  it('a negative slope is refused, since its output does not tell the sign of its input', () => {
    expect(() =>
      biasActivation(tensor([1]), tensor([0]), { activation: 'leakyRelu', alpha: -0.1 }),
    ).toThrow('at least 0');
  });
});
