// What a step on the wasm backend is made of: kernels, what the host gives, and updates of variables in place. Values are
// named by slots, since every run of the step has other tensors.

import type {
  DataId,
  DataType,
  KernelFunc,
  NamedAttrMap,
  TensorInfo,
  Variable,
} from '@tensorflow/tfjs-core';
import type { HostScalars } from '../../host-input';
import type { VariableUpdate } from '../../variable-storage';

/** Where a value comes from. */
export type Slot =
  /** A kernel or the host, in the step itself. */
  | { readonly kind: 'made' }
  /** Whatever the variable holds by then. */
  | { readonly kind: 'variable'; readonly variable: Variable }
  /** A tensor that was there before the step; the recording holds it, too. */
  | { readonly kind: 'outside'; readonly dataId: DataId }
  /** Written by the step itself, the same in every step; the recording holds it. `bytes` – a copy. */
  | { readonly kind: 'constant'; readonly dataId: DataId; readonly bytes: Uint8Array };

/** Whose bytes the recording holds. */
export type HeldSlot = Extract<Slot, { readonly dataId: DataId }>;

/** A value under the shape that its reader sees. */
export interface Operand {
  readonly slot: Slot;
  readonly shape: number[];
  readonly dtype: DataType;
}

/** Numbers of the host that a replay fills in anew. */
export interface RenewedScalars extends HostScalars {
  values: readonly number[];
}

export type Entry =
  | {
      readonly kind: 'kernel';
      readonly name: string;
      readonly run: KernelFunc;
      readonly inputs: readonly (readonly [name: string, operand: Operand])[];
      /** The kernel takes its inputs as a list. */
      readonly isList: boolean;
      readonly attributes: NamedAttrMap | undefined;
      readonly outputs: readonly Slot[];
    }
  | {
      readonly kind: 'input';
      readonly fill: () => Float32Array | Int32Array;
      readonly output: Operand;
    }
  | {
      readonly kind: 'scalars';
      readonly fill: () => readonly number[];
      readonly scalars: RenewedScalars;
    }
  | {
      readonly kind: 'update';
      readonly variables: readonly Variable[];
      readonly inputs: readonly Operand[];
      readonly scalars: HostScalars;
      readonly update: VariableUpdate;
    };

export interface StepRecording {
  readonly entries: readonly Entry[];
  /** Variables that the step gives a value of its own at the end. */
  readonly assignments: readonly { readonly variable: Variable; readonly value: Operand }[];
  readonly output: Operand | null;
  readonly held: readonly HeldSlot[];
}

/** The values that an entry reads. */
export function operandsOf(entry: Entry): readonly Operand[] {
  switch (entry.kind) {
    case 'kernel':
      return entry.inputs.map(([, operand]) => operand);
    case 'update':
      return entry.inputs;
    case 'input':
    case 'scalars':
      return [];
  }
}

/** The values that an entry makes. */
export function outputsOf(entry: Entry): readonly Slot[] {
  switch (entry.kind) {
    case 'kernel':
      return entry.outputs;
    case 'input':
      return [entry.output.slot];
    case 'scalars':
    case 'update':
      return [];
  }
}

/** The variables that a step reads, updates or assigns; some more than once. */
export const variablesOf = ({ entries, assignments }: StepRecording): Variable[] => [
  ...assignments.map(({ variable }) => variable),
  ...entries.flatMap((entry) => [
    ...(entry.kind === 'update' ? entry.variables : []),
    ...operandsOf(entry).flatMap(({ slot }) => (slot.kind === 'variable' ? [slot.variable] : [])),
  ]),
];

/** A list of tensors, as concat and addN take it, or named ones; optional ones may be absent. */
export const namedInputs = (
  inputs: Readonly<Record<string, TensorInfo | null | undefined>>,
): (readonly [string, TensorInfo])[] =>
  Object.entries(inputs).flatMap(([name, input]) => (input ? [[name, input] as const] : []));
