// The named store of one network's variables. Checkpoints, optimisers, EMA and per-layer statistics address variables by
// these names; TensorFlow.js's own global names are never used.

import { keep, type Tensor, tensor, tidy, Variable, variable } from '@tensorflow/tfjs-core';

interface Entry {
  readonly variable: Variable;
  readonly trainable: boolean;
}

export class Variables {
  readonly #entries = new Map<string, Entry>();
  #overlay: ReadonlyMap<string, Variable> | null = null;

  /** Adds a variable of that shape; `values` has the product of the shape as length. */
  create(name: string, shape: readonly number[], values: Float32Array, trainable = true): void {
    if (this.#entries.has(name)) throw new Error(`variable ${name} exists already`);
    const created = tidy(() => keep(variable(tensor(values, [...shape], 'float32'), trainable)));
    if (!(created instanceof Variable)) throw new Error('expected a variable');
    this.#entries.set(name, { variable: created, trainable });
  }

  /** The variable, or its stand-in while `using` runs. */
  get(name: string): Variable {
    const found = this.#overlay?.get(name) ?? this.#entries.get(name)?.variable;
    if (found === undefined) throw new Error(`no variable ${name}`);
    return found;
  }

  /** Runs f with other variables of the same names, such as an EMA copy, in place of these. */
  using<T>(overlay: ReadonlyMap<string, Variable>, f: () => T): T {
    this.#overlay = overlay;
    try {
      return f();
    } finally {
      this.#overlay = null;
    }
  }

  /** Every variable, in order of creation. */
  all(): readonly (readonly [name: string, variable: Variable])[] {
    return [...this.#entries].map(([name, entry]) => [name, entry.variable] as const);
  }

  trainable(): readonly (readonly [name: string, variable: Variable])[] {
    return [...this.#entries].flatMap(([name, entry]) =>
      entry.trainable ? [[name, entry.variable] as const] : [],
    );
  }

  /** Replaces the value of a variable that no gradient trains, such as a running mean. */
  assign(name: string, value: Tensor): void {
    this.get(name).assign(value);
  }

  dispose(): void {
    for (const { variable: owned } of this.#entries.values()) owned.dispose();
    this.#entries.clear();
  }
}
