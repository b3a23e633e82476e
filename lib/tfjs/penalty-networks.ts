// A discriminator and a generator of convolutions, batch norm, spectral norm and one activation, and the three penalties
// that differentiate them twice; compared with fixtures/penalties.py, which has the same. For tests.

import {
  add,
  grad,
  image as images,
  matMul,
  mean,
  mul,
  reshape,
  rsqrt,
  type Scalar,
  slice,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tidy,
  transpose,
  type Variable,
  variable,
  variableGrads,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { TensorFunction } from './gradient-check';
import { type Activation, activations, IDENTITY, LAYERS, type Layers } from './penalty-layers';
import { stopGradient } from './without-gradient';

interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

type Stored<Name extends string> = Readonly<Record<Name, StoredTensor>>;

type WeightName = 'conv1' | 'bias1' | 'scale' | 'offset' | 'conv2' | 'bias2' | 'dense';
type Weights = Readonly<Record<WeightName, Tensor>>;

/** A penalty's value and its gradient in every weight, flat. */
export interface PenaltyFigures {
  readonly value: number;
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

/** What penalties.py writes. */
export interface PenaltyFixture {
  readonly inputs: Stored<'images' | 'mix' | 'fakes' | 'styles' | 'directions'>;
  readonly discriminator: Stored<WeightName>;
  readonly generator: Stored<WeightName>;
  /** The vectors u of spectral norm; each weight uses the first as many numbers as it has outputs. */
  readonly powerVectors: Stored<'conv1' | 'conv2' | 'dense'>;
  readonly negativeSlopes: readonly number[];
  /** By penalty and activation. */
  readonly cases: Readonly<Record<PenaltyName, Readonly<Record<string, PenaltyFigures>>>>;
}

/** Stands for the running average of path lengths. */
const TARGET_LENGTH = 0.4;

const tensorOf = ({ shape, values }: StoredTensor): Tensor =>
  tensor([...values], [...shape], 'float32');

/** W / σ after one power iteration, whose vectors are constants. Source: Miyato et al. 2018, algorithm 1. */
function spectral(w: Tensor, start: StoredTensor): Tensor {
  const outputs = w.shape.at(-1) ?? 0;
  const matrix = transpose(reshape(w, [w.size / outputs, outputs])) as Tensor2D; // [outputs, inputs]
  const fixed = stopGradient(matrix);
  const unit = (x: Tensor): Tensor2D => mul(x, rsqrt(sum(square(x))));
  const u = reshape(slice(tensorOf(start), [0], [outputs]), [outputs, 1]) as Tensor2D;
  const v = unit(matMul(fixed, u, true, false));
  const left = unit(matMul(fixed, v));
  const sigma = reshape(matMul(matMul(left, matrix, true, false), v), []); // u' W v
  return mul(w, rsqrt(square(sigma)));
}

interface Network {
  readonly layers: Layers;
  readonly activation: Activation;
  readonly weights: Weights;
  readonly powerVectors: PenaltyFixture['powerVectors'];
}

/** Logits [N, 1] of images [N, 6, 6, 2]. */
function discriminator({ layers, activation, weights, powerVectors }: Network): TensorFunction {
  return (x) => {
    const w1 = spectral(weights.conv1, powerVectors.conv1);
    const w2 = spectral(weights.conv2, powerVectors.conv2);
    const w3 = spectral(weights.dense, powerVectors.dense);
    const h = layers.conv(x, w1, weights.bias1, 2, IDENTITY); // [N, 3, 3, 3]
    const normalized = layers.batchNorm(h, weights.scale, weights.offset, activation);
    const k = layers.conv(normalized, w2, weights.bias2, 1, activation); // [N, 3, 3, 4]
    return layers.dense(reshape(k, [k.shape[0] ?? 0, 36]), w3, null, IDENTITY);
  };
}

/** Images [N, 6, 6, 2] of styles [N, 4]. */
function generator({ layers, activation, weights, powerVectors }: Network): TensorFunction {
  return (style) => {
    const w1 = spectral(weights.dense, powerVectors.dense);
    const w2 = spectral(weights.conv1, powerVectors.conv1);
    const w3 = spectral(weights.conv2, powerVectors.conv2);
    const h = layers.dense(style, w1, weights.bias1, activation); // [N, 27]
    const map = reshape(h, [h.shape[0] ?? 0, 3, 3, 3]) as Tensor4D;
    const larger = images.resizeNearestNeighbor(map, [6, 6]);
    const k = layers.conv(larger, w2, null, 1, IDENTITY); // [N, 6, 6, 4]
    const normalized = layers.batchNorm(k, weights.scale, weights.offset, activation);
    return layers.conv(normalized, w3, weights.bias2, 1, IDENTITY);
  };
}

type Penalty = (network: Network, inputs: PenaltyFixture['inputs']) => Scalar;

const inputGradient = (f: TensorFunction, x: Tensor): Tensor =>
  grad((point: Tensor) => sum(f(point)))(x);

/** mean of ‖∇D(x)‖². Source: Mescheder et al. 2018, equation 9, without γ / 2. */
const r1: Penalty = (network, inputs) =>
  mean(sum(square(inputGradient(discriminator(network), tensorOf(inputs.images))), [1, 2, 3]));

/** mean of (‖∇D(x̂)‖ - 1)². Source: Gulrajani et al. 2017, equation 3, without λ. */
const wganGp: Penalty = (network, inputs) => {
  const mix = tensorOf(inputs.mix);
  const mixed = add(mul(mix, tensorOf(inputs.images)), mul(sub(1, mix), tensorOf(inputs.fakes)));
  const squares = sum(square(inputGradient(discriminator(network), mixed)), [1, 2, 3]);
  return mean(square(sub(sqrt(squares), 1)));
};

/** mean of (‖J^T y‖ - a)². Source: Karras et al. 2020, equation 4. */
const pathLength: Penalty = (network, inputs) => {
  const directions = tensorOf(inputs.directions);
  const projected: TensorFunction = (style) => mul(generator(network)(style), directions);
  const squares = sum(square(inputGradient(projected, tensorOf(inputs.styles))), 1);
  return mean(square(sub(sqrt(squares), TARGET_LENGTH)));
};

export type PenaltyName = 'R1' | 'WGAN-GP' | 'path length';

const PENALTIES: Readonly<
  Record<PenaltyName, { readonly f: Penalty; readonly network: 'discriminator' | 'generator' }>
> = {
  R1: { f: r1, network: 'discriminator' },
  'WGAN-GP': { f: wganGp, network: 'discriminator' },
  'path length': { f: pathLength, network: 'generator' },
};

export interface PenaltyCase {
  readonly penalty: PenaltyName;
  readonly activation: string;
  readonly style: 'plain' | 'fused';
}

/** Every penalty × activation × style. */
export const penaltyCases = (fixture: PenaltyFixture): readonly PenaltyCase[] =>
  Object.entries(fixture.cases).flatMap(([penalty, byActivation]) =>
    Object.keys(byActivation).flatMap((activation) =>
      (['plain', 'fused'] as const).map((style) => ({
        penalty: penalty as PenaltyName,
        activation,
        style,
      })),
    ),
  );

/**
 * The largest difference from PyTorch: of the value, relative to it, and of the gradient in every weight, relative to that
 * weight's largest gradient (at least 1 % of the largest of all, so that gradients that are zero may round).
 */
export async function penaltyError(
  fixture: PenaltyFixture,
  { penalty, activation, style }: PenaltyCase,
): Promise<number> {
  const { f, network } = PENALTIES[penalty];
  const expected = fixture.cases[penalty][activation];
  const chosen = activations(fixture.negativeSlopes)[activation];
  if (expected === undefined || chosen === undefined) throw new Error(`no case ${activation}`);
  const names = Object.keys(fixture[network]) as WeightName[];
  const weights = Object.fromEntries(
    names.map((name) => [name, variable(tensorOf(fixture[network][name]))]),
  ) as Readonly<Record<WeightName, Variable>>;
  const results = tidy(() => {
    const { value, grads } = variableGrads(
      () =>
        f(
          {
            layers: LAYERS[style],
            activation: chosen,
            weights,
            powerVectors: fixture.powerVectors,
          },
          fixture.inputs,
        ),
      Object.values(weights),
    );
    // A bias behind which nothing bends has no way to the penalty.
    return [value, ...names.map((name) => grads[weights[name].name] ?? zerosLike(weights[name]))];
  });
  const [value, ...gradients] = await Promise.all(results.map((result) => result.data()));
  for (const tensor of [...results, ...Object.values(weights)]) tensor.dispose();

  const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));
  const overall = largest(Object.values(expected.gradients).flat());
  const errors = gradients.map((gradient, i) => {
    const wanted = expected.gradients[names[i] as string] ?? [];
    const differences = wanted.map((number, k) => number - (gradient[k] as number));
    return largest(differences) / Math.max(largest(wanted), 0.01 * overall);
  });
  return largest([((value?.[0] as number) - expected.value) / expected.value, ...errors]);
}
