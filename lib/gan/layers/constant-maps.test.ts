import {
  mul,
  randomNormal,
  type Scalar,
  sum,
  type Tensor,
  tensor2d,
  variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { createStream } from '../rng';
import { samplingMode } from './layer';
import { type LayerSpec, sequential } from './sequential';

const MAPS = 3;
const CHANNELS = 2;

const TOLD: LayerSpec = { kind: 'condition', width: MAPS, layers: [], merge: 'concat' };
const LEAKY: LayerSpec = { kind: 'activation', activation: 'leakyRelu', slope: 0.2 };

const CONVOLUTIONS: readonly (readonly [name: string, side: number, spec: LayerSpec])[] = [
  ...[4, 5, 7].flatMap((side) =>
    [1, 3, 4, 5].flatMap((kernel) =>
      ([1, 2] as const).map((stride): readonly [string, number, LayerSpec] => [
        `kernel ${kernel}, stride ${stride}, side ${side}`,
        side,
        { kind: 'conv', filters: 4, kernel, stride, bias: kernel % 2 === 0 },
      ]),
    ),
  ),
  ...[2, 3, 4, 5].map((kernel): readonly [string, number, LayerSpec] => [
    `transposed, kernel ${kernel}`,
    3,
    { kind: 'convTranspose', filters: 4, kernel, bias: kernel % 2 === 0 },
  ]),
];

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
});

/** The output and all gradients of a chain with constant maps before a convolution. */
function run(side: number, layers: readonly LayerSpec[], fused: boolean) {
  const network = sequential({
    name: 'N',
    inputShape: [side, side, CHANNELS],
    layers,
    initializer: { kind: 'normal', std: 1 },
    random: createStream(1, 'init'),
    purpose: 'training',
  });
  const x = variable(randomNormal([2, side, side, CHANNELS], 0, 1, 'float32', 1), true);
  // A soft mixture, and one that adds up to more than one.
  const said = tensor2d([0.25, 0.5, 0.25, 1, -2, 3], [2, MAPS]);
  const mode = samplingMode('batch', said);
  // A tap sees every layer's output, so nothing is left out for it.
  const forward = (): Tensor =>
    fused ? network.forward(x, mode) : network.forward(x, mode, () => {});
  const y = forward();
  const weights = randomNormal(y.shape, 0, 1, 'float32', 2);
  const { grads } = variableGrads(() => sum(mul(forward(), weights)) as Scalar);
  const found = [y, ...Object.values(grads)].map((tensor) => [...tensor.dataSync()]);
  x.dispose();
  network.variables.dispose();
  return found;
}

describe('constant maps before a convolution', () => {
  it.each(CONVOLUTIONS)('need not be made: %s', (_, side, spec) => {
    const layers = [TOLD, spec, LEAKY];
    const [short, long] = [run(side, layers, true), run(side, layers, false)];
    expect(short.length).toBe(long.length);
    for (const [k, values] of short.entries()) {
      for (const [i, value] of values.entries()) expect(value).toBeCloseTo(long[k]?.[i] ?? 0, 4);
    }
  });

  it('need not be made where nothing follows the convolution', () => {
    const layers = [TOLD, CONVOLUTIONS[0]?.[2] ?? TOLD];
    expect(run(4, layers, true)[0]?.[0]).toBeCloseTo(run(4, layers, false)[0]?.[0] ?? 0, 5);
  });
});
