// The named store of one network's variables. Checkpoints, optimisers, EMA and per-layer statistics address variables by
// these names; TensorFlow.js's own global names are never used.

import { tensor, type Variable, variable } from '@tensorflow/tfjs-core';

interface Entry {
  readonly variable: Variable;
  readonly trainable: boolean;
}

/** Whether variables are made, or only counted: a plan costs nothing, so a model can be refused before it takes memory. */
export type VariablesPurpose = 'training' | 'plan';

export class Variables {
  readonly #purpose: VariablesPurpose;
  readonly #entries = new Map<string, Entry>();
  #overlay: ReadonlyMap<string, Variable> | null = null;

  constructor(purpose: VariablesPurpose = 'training') {
    this.#purpose = purpose;
  }

  /** Adds a variable of that shape; `values` draws as many numbers as it holds, and is not called in a plan. */
  create(
    name: string,
    shape: readonly number[],
    values: () => Float32Array,
    trainable = true,
  ): void {
    if (this.#purpose === 'plan') return;
    if (this.#entries.has(name)) throw new Error(`variable ${name} exists already`);
    const initial = tensor(values(), [...shape], 'float32');
    this.#entries.set(name, { variable: variable(initial, trainable), trainable });
    initial.dispose();
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

  dispose(): void {
    for (const { variable: owned } of this.#entries.values()) owned.dispose();
    this.#entries.clear();
  }
}
