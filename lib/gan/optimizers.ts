// One optimiser per player. Its state is kept per variable NAME: TensorFlow.js keeps moments by position in the gradient
// list, which silently mixes them when a list changes.

import { type Tensor, type Variable, variable, zeros } from '@tensorflow/tfjs-core';
import {
  adamCoefficients,
  adamUpdate,
  momentumCoefficients,
  sgdMomentumUpdate,
} from '../tfjs/adam';
import type { VariableSet } from './layers/joint-variables';

export const OPTIMIZERS = ['adam', 'sgd'] as const;
export type OptimizerKind = (typeof OPTIMIZERS)[number];

/** What one update needs; all of it may change between steps. */
export type OptimizerSettings =
  /** Kingma and Ba 2015, algorithm 1 (arXiv:1412.6980). */
  | {
      readonly kind: 'adam';
      readonly learningRate: number;
      readonly beta1: number;
      readonly beta2: number;
    }
  /** v ← momentum · v − lr · g; w ← w + v. Source: goodfeli/adversarial sgd.py (pylearn2 momentum). */
  | { readonly kind: 'sgd'; readonly learningRate: number; readonly momentum: number };

/** Epsilon of Adam, as in the paper. */
export const ADAM_EPSILON = 1e-8;

const SLOTS: Readonly<Record<OptimizerKind, readonly string[]>> = {
  adam: ['m', 'v'],
  sgd: ['velocity'],
};

export class Optimizer {
  readonly kind: OptimizerKind;
  readonly #target: VariableSet;
  readonly #slots = new Map<string, Variable>();
  readonly #steps = new Map<string, number>();

  /** Keeps one set of slots for every trainable variable of the player. */
  constructor(kind: OptimizerKind, target: VariableSet) {
    this.kind = kind;
    this.#target = target;
    for (const [name, value] of target.trainable()) {
      for (const slot of SLOTS[kind]) {
        const zero = zeros(value.shape);
        this.#slots.set(`${slot}/${name}`, variable(zero, false));
        zero.dispose();
      }
      this.#steps.set(name, 0);
    }
  }

  /** State tensors by `slot/variable`, for checkpoints. */
  get slots(): ReadonlyMap<string, Variable> {
    return this.#slots;
  }

  /** Updates made to each variable; Adam's bias correction depends on it. */
  get steps(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#steps);
  }

  set steps(steps: Readonly<Record<string, number>>) {
    for (const [name, count] of Object.entries(steps)) this.#steps.set(name, count);
  }

  /**
   * Applies gradients by variable name; a variable without one does not move.
   *
   * `settings` – those of this step. A host input (lib/tfjs/host-input.ts): a replayed step asks for them again, so what
   * changes from step to step is read inside.
   */
  apply(gradients: ReadonlyMap<string, Tensor>, settings: () => OptimizerSettings): void {
    switch (this.kind) {
      case 'adam':
        for (const names of this.#namesByStep([...gradients.keys()])) {
          const coefficients = adamCoefficients(() => {
            const now = settings();
            if (now.kind !== 'adam') throw new Error(`made for adam, got ${now.kind}`);
            return { ...now, epsilon: ADAM_EPSILON, t: this.#advance(names) };
          });
          adamUpdate(
            names.map((name) => ({
              variable: this.#target.get(name),
              m: this.#slot('m', name),
              v: this.#slot('v', name),
              gradient: gradients.get(name) as Tensor,
            })),
            coefficients,
          );
        }
        break;
      case 'sgd': {
        const coefficients = momentumCoefficients(() => {
          const now = settings();
          if (now.kind !== 'sgd') throw new Error(`made for sgd, got ${now.kind}`);
          this.#advance([...gradients.keys()]);
          return now;
        });
        sgdMomentumUpdate(
          [...gradients].map(([name, gradient]) => ({
            variable: this.#target.get(name),
            velocity: this.#slot('velocity', name),
            gradient,
          })),
          coefficients,
        );
        break;
      }
    }
  }

  /** Variables that have made equally many updates share their coefficients. */
  #namesByStep(names: readonly string[]): readonly (readonly string[])[] {
    const groups = new Map<number, string[]>();
    for (const name of names) {
      const step = this.#steps.get(name) ?? 0;
      const group = groups.get(step);
      if (group === undefined) groups.set(step, [name]);
      else group.push(name);
    }
    return [...groups.values()];
  }

  /** Counts one more update of variables at the same step, and returns its number. */
  #advance(names: readonly string[]): number {
    let step = 0;
    for (const name of names) {
      step = (this.#steps.get(name) ?? 0) + 1;
      this.#steps.set(name, step);
    }
    return step;
  }

  #slot(slot: string, name: string): Variable {
    const found = this.#slots.get(`${slot}/${name}`);
    if (found === undefined) throw new Error(`no ${slot} for ${name}`);
    return found;
  }

  dispose(): void {
    for (const slot of this.#slots.values()) slot.dispose();
  }
}
