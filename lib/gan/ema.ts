// An exponential moving average of a network's weights, running statistics included, for sampling only.
// w_ema ← decay · w_ema + (1 − decay) · w. Source: Yazıcı et al. 2018, eq. 4 (arXiv:1806.04498).

import { type Variable, variable } from '@tensorflow/tfjs-core';
import { averageCoefficients, copyTensor, emaUpdate } from '../tfjs/adam';
import type { Variables } from './layers/variables';

export class Ema {
  readonly #shadow: ReadonlyMap<string, Variable>;
  readonly #source: Variables;

  /** Starts as a copy of the network as it is. */
  constructor(source: Variables) {
    this.#source = source;
    this.#shadow = new Map(
      source.all().map(([name, value]) => {
        const copied = copyTensor(value);
        const shadow = variable(copied, false);
        copied.dispose();
        return [name, shadow];
      }),
    );
  }

  /** The averaged variables by name, for `Variables.using`. */
  get variables(): ReadonlyMap<string, Variable> {
    return this.#shadow;
  }

  /** One averaging step; `decay` in [0, 1), a host input that a replayed step asks for again (lib/tfjs/host-input.ts). */
  update(decay: () => number): void {
    const coefficients = averageCoefficients(decay);
    const targets = this.#source.all().flatMap(([name, source]) => {
      const shadow = this.#shadow.get(name);
      return shadow === undefined ? [] : [{ shadow, source }];
    });
    emaUpdate(targets, coefficients);
  }

  dispose(): void {
    for (const shadow of this.#shadow.values()) shadow.dispose();
  }
}

/** An average that may be switched on and off during a run. */
export class EmaSlot {
  readonly #source: Variables;
  #current: Ema | null = null;

  constructor(source: Variables) {
    this.#source = source;
  }

  get current(): Ema | null {
    return this.#current;
  }

  /** The average; started from the present weights if there is none. */
  start(): Ema {
    this.#current ??= new Ema(this.#source);
    return this.#current;
  }

  stop(): void {
    this.#current?.dispose();
    this.#current = null;
  }
}
