// One optimiser step on variables. The state belongs to the caller and hangs on the variable's name, while
// TensorFlow.js's optimisers keep it by position and mix it up as soon as a step touches other variables. On wasm a step is
// one pass over the heap, on cpu one over arrays, on WebGPU one kernel for several variables, on WebGL a few operations.

import {
  add,
  div,
  mul,
  sqrt,
  square,
  sub,
  type Tensor,
  type TensorInfo,
  tidy,
  util,
  type Variable,
} from '@tensorflow/tfjs-core';
import { constantScalars, type HostScalars, hostScalars } from './host-input';
import { copyInMemory, updateInMemory, type VariableUpdate } from './variable-storage';
import { adamPass } from './wasm/adam-pass';
import { copyOnGpu, updateOnGpu } from './webgpu/in-place-update';

export interface AdamHyperparameters {
  /** Step size α, greater than 0. */
  readonly learningRate: number;
  /** Decay of the first moment, in [0, 1). */
  readonly beta1: number;
  /** Decay of the second moment, in [0, 1). */
  readonly beta2: number;
  /** Added to the root of the corrected second moment. */
  readonly epsilon: number;
}

/** The numbers of one update, for all variables that it changes. */
export interface AdamCoefficients {
  readonly kind: 'adam';
  readonly scalars: HostScalars;
}

/**
 * What step `t` (from 1) of Adam needs. `at` is a host input: a replayed step calls it again.
 *
 * One object may serve any number of variables that are at the same step.
 */
export function adamCoefficients(
  at: () => AdamHyperparameters & { readonly t: number },
): AdamCoefficients {
  return {
    kind: 'adam',
    scalars: hostScalars(() => {
      const { learningRate, beta1, beta2, epsilon, t } = at();
      const rate = learningRate / (1 - beta1 ** t);
      const scale = 1 / Math.sqrt(1 - beta2 ** t);
      return [beta1, 1 - beta1, beta2, 1 - beta2, rate, scale, epsilon];
    }),
  };
}

function assertSameShape(variable: Variable, others: readonly Tensor[]): void {
  const wrong = others.find((other) => other.shape.join() !== variable.shape.join());
  if (wrong) {
    throw new Error(`${variable.name} has shape [${variable.shape}], not [${wrong.shape}]`);
  }
}

export interface AdamTarget {
  readonly variable: Variable;
  /** Moments of the variable's shape, zero at first. */
  readonly m: Variable;
  readonly v: Variable;
  /** float32, of the variable's shape. */
  readonly gradient: Tensor;
}

/**
 * m ← β1·m + (1 - β1)·g;  v ← β2·v + (1 - β2)·g²;
 * variable ← variable - α · (m / (1 - β1^t)) / (sqrt(v / (1 - β2^t)) + ε), for every target.
 *
 * Changes the variables and their moments; disposes nothing.
 * Source: Kingma and Ba 2015, algorithm 1 (arXiv:1412.6980), with PyTorch's place of ε.
 */
export function adamUpdate(targets: readonly AdamTarget[], { scalars }: AdamCoefficients): void {
  for (const { variable, m, v, gradient } of targets) assertSameShape(variable, [m, v, gradient]);
  const onGpu = updateOnGpu(
    'adam',
    targets.map(({ variable, m, v, gradient }) => ({ changed: [variable, m, v], input: gradient })),
    scalars,
  );
  if (!onGpu) for (const target of targets) adamUpdateOfOne(target, scalars);
}

type AdamScalars = [number, number, number, number, number, number, number];

const ADAM: VariableUpdate = {
  onValues(values, inputs, scalars) {
    const [p, first, second] = values as [Float32Array, Float32Array, Float32Array];
    const [g] = inputs as [Float32Array];
    const [beta1, new1, beta2, new2, rate, scale, epsilon] = scalars as AdamScalars;
    for (let i = 0; i < p.length; i++) {
      const gi = g[i] as number;
      const mi = beta1 * (first[i] as number) + new1 * gi;
      const vi = beta2 * (second[i] as number) + new2 * gi * gi;
      first[i] = mi;
      second[i] = vi;
      p[i] = (p[i] as number) - (rate * mi) / (Math.sqrt(vi) * scale + epsilon);
    }
  },
  onHeap(wasm, variables, inputs, scalars) {
    const [variable, m, v] = variables as [TensorInfo, TensorInfo, TensorInfo];
    const [gradient] = inputs as [TensorInfo];
    const [beta1, , beta2, , rate, scale, epsilon] = scalars as AdamScalars;
    const factors = { beta1, beta2, rate, scale, epsilon, decay: 0 };
    const count = util.sizeFromShape(variable.shape);
    adamPass(wasm, { variable, m, v, gradient, average: null }, factors, count);
  },
};

function adamUpdateOfOne({ variable, m, v, gradient }: AdamTarget, scalars: HostScalars): void {
  const operands = { variables: [variable, m, v], inputs: [gradient], scalars };
  if (updateInMemory(ADAM, operands)) return;
  const [beta1, new1, beta2, new2, rate, scale, epsilon] =
    scalars.values as readonly number[] as AdamScalars;
  tidy(() => {
    m.assign(add(mul(m, beta1), mul(gradient, new1)));
    v.assign(add(mul(v, beta2), mul(square(gradient), new2)));
    // Both sides of the fraction divided by the scale, which saves one pass.
    const step = div(m, add(sqrt(v), epsilon / scale));
    variable.assign(sub(variable, mul(step, rate / scale)));
  });
}

export interface MomentumHyperparameters {
  readonly learningRate: number;
  /** In [0, 1); 0 is plain gradient descent. */
  readonly momentum: number;
}

export interface MomentumCoefficients {
  readonly kind: 'momentum';
  readonly scalars: HostScalars;
}

/** `at` is a host input: a replayed step calls it again. */
export const momentumCoefficients = (at: () => MomentumHyperparameters): MomentumCoefficients => ({
  kind: 'momentum',
  scalars: hostScalars(() => {
    const { learningRate, momentum } = at();
    return [momentum, learningRate];
  }),
});

export interface MomentumTarget {
  readonly variable: Variable;
  /** Of the variable's shape, zero at first. */
  readonly velocity: Variable;
  /** float32, of the variable's shape. */
  readonly gradient: Tensor;
}

/**
 * velocity ← μ·velocity - α·g;  variable ← variable + velocity, for every target.
 *
 * Source: the training of Goodfellow et al. 2014, pylearn2/training_algorithms/sgd.py.
 */
export function sgdMomentumUpdate(
  targets: readonly MomentumTarget[],
  { scalars }: MomentumCoefficients,
): void {
  for (const { variable, velocity, gradient } of targets) {
    assertSameShape(variable, [velocity, gradient]);
  }
  const onGpu = updateOnGpu(
    'momentum',
    targets.map(({ variable, velocity, gradient }) => ({
      changed: [variable, velocity],
      input: gradient,
    })),
    scalars,
  );
  if (!onGpu) for (const target of targets) momentumUpdateOfOne(target, scalars);
}

const MOMENTUM: VariableUpdate = {
  onValues(values, inputs, scalars) {
    const [p, speed] = values as [Float32Array, Float32Array];
    const [g] = inputs as [Float32Array];
    const [momentum, learningRate] = scalars as [number, number];
    for (let i = 0; i < p.length; i++) {
      const next = momentum * (speed[i] as number) - learningRate * (g[i] as number);
      speed[i] = next;
      p[i] = (p[i] as number) + next;
    }
  },
};

function momentumUpdateOfOne(
  { variable, velocity, gradient }: MomentumTarget,
  scalars: HostScalars,
): void {
  const operands = { variables: [variable, velocity], inputs: [gradient], scalars };
  if (updateInMemory(MOMENTUM, operands)) return;
  const [momentum, learningRate] = scalars.values as readonly number[] as [number, number];
  tidy(() => {
    velocity.assign(sub(mul(velocity, momentum), mul(gradient, learningRate)));
    variable.assign(add(variable, velocity));
  });
}

export interface AverageCoefficients {
  readonly kind: 'average';
  readonly scalars: HostScalars;
}

const averageScalars = (decay: number): readonly number[] => [decay, 1 - decay];

/** For a decay that changes with the run; `decay` is a host input: a replayed step calls it again. */
export const averageCoefficients = (decay: () => number): AverageCoefficients => ({
  kind: 'average',
  scalars: hostScalars(() => averageScalars(decay())),
});

export interface AverageTarget {
  readonly shadow: Variable;
  /** float32, of the shadow's shape. */
  readonly source: Tensor;
}

/**
 * shadow ← decay·shadow + (1 - decay)·source, for every target.
 *
 * `decay` – in [0, 1], as a number only if it is the same in every step.
 */
export function emaUpdate(
  targets: readonly AverageTarget[],
  decay: number | AverageCoefficients,
): void {
  for (const { shadow, source } of targets) assertSameShape(shadow, [source]);
  const scalars =
    typeof decay === 'number' ? constantScalars(averageScalars(decay)) : decay.scalars;
  const onGpu = updateOnGpu(
    'average',
    targets.map(({ shadow, source }) => ({ changed: [shadow], input: source })),
    scalars,
  );
  if (!onGpu) for (const target of targets) averageOfOne(target, scalars);
}

const AVERAGE: VariableUpdate = {
  onValues(values, inputs, scalars) {
    const [average] = values as [Float32Array];
    const [current] = inputs as [Float32Array];
    const [kept, added] = scalars as [number, number];
    for (let i = 0; i < average.length; i++) {
      average[i] = kept * (average[i] as number) + added * (current[i] as number);
    }
  },
};

function averageOfOne({ shadow, source }: AverageTarget, scalars: HostScalars): void {
  if (updateInMemory(AVERAGE, { variables: [shadow], inputs: [source], scalars })) return;
  const [kept, added] = scalars.values as readonly number[] as [number, number];
  tidy(() => shadow.assign(add(mul(shadow, kept), mul(source, added))));
}

/** A float32 copy that no later update reaches, since it shares its memory with nobody. The caller disposes it. */
export function copyTensor<T extends Tensor>(x: T): T {
  return (copyInMemory(x) ?? copyOnGpu(x) ?? mul(x, 1)) as T;
}
