// Whether two recordings are the same step. Two in a row must be before either is replayed: a number of the host that
// differs from step to step, and is no host input, shows here as a constant or an attribute that is none.

import {
  type Entry,
  type Operand,
  operandsOf,
  outputsOf,
  type Slot,
  type StepRecording,
} from './step-log';

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

class Comparison {
  /** Slots of the one recording by those of the other; both make their values in the same order. */
  readonly #made = new Map<Slot, Slot>();
  /** Numbers of the host, numbered in the order in which they are asked for. */
  readonly #scalars = new Map<object, number>();

  difference(a: StepRecording, b: StepRecording): string | null {
    for (const { entries } of [a, b]) this.#numberScalars(entries);
    if (a.entries.length !== b.entries.length) return 'the number of kernels differs';
    for (const [i, entry] of a.entries.entries()) {
      const problem = this.#entries(entry, b.entries[i] as Entry);
      if (problem !== null) return `entry ${i} (${titleOf(entry)}) ${problem}`;
    }
    const sameAssignments =
      a.assignments.length === b.assignments.length &&
      a.assignments.every(({ variable, value }, i) => {
        const other = b.assignments[i];
        return other?.variable === variable && this.#operand(value, other.value);
      });
    if (!sameAssignments) return 'other variables are assigned';
    const sameOutput =
      a.output === null || b.output === null
        ? a.output === b.output
        : this.#operand(a.output, b.output);
    return sameOutput ? null : 'the result is another value';
  }

  #numberScalars(entries: readonly Entry[]): void {
    let number = 0;
    for (const entry of entries) {
      if (entry.kind === 'scalars') this.#scalars.set(entry.scalars, number++);
    }
  }

  #entries(a: Entry, b: Entry): string | null {
    if (titleOf(a) !== titleOf(b)) return 'is another one';
    const [operandsA, operandsB] = [operandsOf(a), operandsOf(b)];
    const sameOperands =
      operandsA.length === operandsB.length &&
      operandsA.every((operand, i) => this.#operand(operand, operandsB[i] as Operand));
    if (!sameOperands) return 'works on other data';
    if (a.kind === 'kernel' && b.kind === 'kernel') {
      if (this.#text(a.attributes) !== this.#text(b.attributes)) return 'has other attributes';
    }
    if (a.kind === 'update' && b.kind === 'update') {
      const sameVariables =
        a.variables.length === b.variables.length &&
        a.variables.every((variable, i) => variable === b.variables[i]);
      if (a.update !== b.update || !sameVariables) return 'updates otherwise';
      if (this.#text(a.scalars) !== this.#text(b.scalars)) return 'has other numbers';
    }
    const [outputsA, outputsB] = [outputsOf(a), outputsOf(b)];
    if (outputsA.length !== outputsB.length) return 'makes another number of values';
    for (const [i, slot] of outputsA.entries()) this.#made.set(slot, outputsB[i] as Slot);
    return null;
  }

  #operand(a: Operand, b: Operand): boolean {
    return a.dtype === b.dtype && a.shape.join() === b.shape.join() && this.#slot(a.slot, b.slot);
  }

  #slot(a: Slot, b: Slot): boolean {
    switch (a.kind) {
      case 'made':
        return this.#made.get(a) === b;
      case 'variable':
        return b.kind === 'variable' && a.variable === b.variable;
      case 'outside':
        return b.kind === 'outside' && a.dataId === b.dataId;
      case 'constant':
        return b.kind === 'constant' && sameBytes(a.bytes, b.bytes);
    }
  }

  /** Attributes as a text, in which numbers that a replay renews stand by their number. */
  #text(attributes: object | undefined): string {
    return JSON.stringify(attributes ?? null, (_, value: unknown) => {
      if (typeof value === 'number') return String(value);
      const renewed = value instanceof Object ? this.#scalars.get(value) : undefined;
      return renewed === undefined ? value : `scalars ${renewed}`;
    });
  }
}

function titleOf(entry: Entry): string {
  switch (entry.kind) {
    case 'kernel':
      return `${entry.name} ${entry.inputs.map(([name]) => name).join()}`;
    case 'input':
      return `input ${entry.output.shape.join('×')}`;
    case 'scalars':
    case 'update':
      return entry.kind;
  }
}

/** Why two recordings are not the same step, or null. */
export const difference = (a: StepRecording, b: StepRecording): string | null =>
  new Comparison().difference(a, b);
