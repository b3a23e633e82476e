// The numbers of a run, step by step, in growing typed arrays. A value that was not measured at a step (its player stood
// still) is NaN here; numbers that were measured and are not finite never get in.

import type { SeriesBlock } from '../../schema/series';

const INITIAL_CAPACITY = 1024;

export class SeriesLog {
  readonly #ids: readonly string[];
  #steps = new Int32Array(INITIAL_CAPACITY);
  #values: Record<string, Float32Array>;
  #length = 0;

  constructor(ids: readonly string[]) {
    this.#ids = ids;
    this.#values = Object.fromEntries(ids.map((id) => [id, new Float32Array(INITIAL_CAPACITY)]));
  }

  get length(): number {
    return this.#length;
  }

  /** Appends a block; its steps must follow those there. */
  append(block: SeriesBlock): void {
    const count = block.steps.length;
    this.#reserve(this.#length + count);
    this.#steps.set(block.steps, this.#length);
    for (const id of this.#ids) {
      const target = this.#values[id];
      const values = block.values[id];
      if (values !== undefined) target?.set(values, this.#length);
      else target?.fill(Number.NaN, this.#length, this.#length + count);
    }
    this.#length += count;
  }

  /** Forgets what came after a step: a rolled-back run has not been there. */
  truncate(lastStep: number): void {
    while (this.#length > 0 && (this.#steps[this.#length - 1] ?? 0) > lastStep) this.#length -= 1;
  }

  /** A copy of everything. */
  block(): SeriesBlock {
    return {
      steps: this.#steps.slice(0, this.#length),
      values: Object.fromEntries(
        this.#ids.map((id) => [id, this.#values[id]?.slice(0, this.#length) ?? new Float32Array()]),
      ),
    };
  }

  #reserve(length: number): void {
    const capacity = this.#steps.length;
    if (length <= capacity) return;
    const next = Math.max(length, 2 * capacity);
    const steps = new Int32Array(next);
    steps.set(this.#steps);
    this.#steps = steps;
    for (const id of this.#ids) {
      const values = new Float32Array(next);
      values.set(this.#values[id] ?? []);
      this.#values[id] = values;
    }
  }
}
