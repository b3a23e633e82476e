// Whether two recordings of the same step are the same commands. Two in a row must be before either is replayed: a number
// of the host that differs from step to step, and is no host input, shows here as a constant that is none.

import type { Command } from './command-log';
import type { StepRecording } from './record-step';

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** What a buffer is for its recording, apart from which one it is. */
function sameRole(a: StepRecording, b: StepRecording, ofA: GPUBuffer, ofB: GPUBuffer): boolean {
  const outside = a.outside.some(({ buffer }) => buffer === ofA);
  if (outside || b.outside.some(({ buffer }) => buffer === ofB)) return ofA === ofB;
  if (ofA.size !== ofB.size || ofA.usage !== ofB.usage) return false;
  const input = a.inputs.findIndex(({ buffer }) => buffer === ofA);
  if (input !== b.inputs.findIndex(({ buffer }) => buffer === ofB)) return false;
  const [contentsOfA, contentsOfB] = [a.contents.get(ofA), b.contents.get(ofB)];
  if (contentsOfA === undefined || contentsOfB === undefined) return contentsOfA === contentsOfB;
  return sameBytes(contentsOfA, contentsOfB);
}

function sameShape(a: Command, b: Command): boolean {
  if (a.kind === 'dispatch') {
    return (
      b.kind === 'dispatch' &&
      a.pipeline === b.pipeline &&
      a.buffers.length === b.buffers.length &&
      a.workgroups.every((count, i) => count === b.workgroups[i])
    );
  }
  return (
    b.kind === 'copy' &&
    a.size === b.size &&
    a.fromOffset === b.fromOffset &&
    a.toOffset === b.toOffset
  );
}

const buffersOf = (command: Command): readonly GPUBuffer[] =>
  command.kind === 'dispatch' ? command.buffers : [command.from, command.to];

const nameOf = (command: Command | undefined): string =>
  command?.kind === 'dispatch' ? command.pipeline.label || 'a kernel' : 'a copy';

/** Why the recordings differ, or null. Buffers may be others as long as the same ones meet in the same places. */
export function difference(a: StepRecording, b: StepRecording): string | null {
  if (a.commands.length !== b.commands.length) return 'the steps have different numbers of kernels';
  if (a.inputs.length !== b.inputs.length) return 'the steps have different inputs';
  const counterpart = new Map<GPUBuffer, GPUBuffer>();
  const met = new Set<GPUBuffer>();
  const same = (ofA: GPUBuffer, ofB: GPUBuffer | undefined): boolean => {
    const known = counterpart.get(ofA);
    if (known !== undefined || ofB === undefined) return known !== undefined && known === ofB;
    if (met.has(ofB) || !sameRole(a, b, ofA, ofB)) return false;
    counterpart.set(ofA, ofB);
    met.add(ofB);
    return true;
  };
  for (const [i, command] of a.commands.entries()) {
    const other = b.commands[i];
    if (other === undefined || !sameShape(command, other)) {
      return `command ${i} is another kernel (${nameOf(command)}, ${nameOf(other)})`;
    }
    const buffers = buffersOf(other);
    if (!buffersOf(command).every((buffer, k) => same(buffer, buffers[k]))) {
      return `command ${i} (${nameOf(command)}) works on other data`;
    }
  }
  const outputs = [a.output, b.output].map((output) => output?.shape.join());
  if (outputs[0] !== outputs[1]) return 'the steps have different results';
  if (a.output && !same(a.output.buffer, b.output?.buffer)) return 'the results are other data';
  return null;
}
