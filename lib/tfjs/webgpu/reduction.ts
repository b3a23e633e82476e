// How the work along one axis of [outer, length, inner] is shared among workgroups, and the code that all such work has in
// common. A thread stays with one output, so what belongs to a channel is read once, and no index is divided. Every sum
// has one order, told by the sizes alone, so the same values give the same bits.

import { type GpuUniform, integers } from './program';

export interface ReductionSize {
  readonly outer: number;
  /** Values that are added up for each of the outer · inner outputs. */
  readonly length: number;
  readonly inner: number;
}

export interface ReductionPlan {
  /** Parts of the sum; where there are several, a second reduction adds them. */
  readonly splits: number;
  /** Values of a part; the last may be shorter. */
  readonly chunk: number;
  readonly workgroups: number;
  readonly uniforms: readonly GpuUniform[];
}

/** A power of two; the least that a device must offer is 256. */
export const THREADS = 128;
/** Neighbouring outputs that one workgroup works at where there are as many: 128 bytes, which a GPU reads at once. */
const WIDE = 32;
/** Values that a thread adds up before a sum is split. */
const SERIAL = 64;
/** Values that a thread should at least have where it is. */
const SERIAL_SPLIT = 16;
/** Values that a thread goes through where nothing is added up. */
const SERIAL_WALK = 8;
/** Enough workgroups to fill a large GPU. */
const ENOUGH_WORKGROUPS = 512;

const powerOfTwo = (x: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, x)));

/** Threads of a workgroup are `lanes` outputs times THREADS / lanes rows that share a sum. */
function lanesOf({ length, inner }: ReductionSize): number {
  const narrowest = Math.min(WIDE, powerOfTwo(inner));
  const rows = Math.min(THREADS / narrowest, powerOfTwo(length / 8));
  return THREADS / rows;
}

function planParts(size: ReductionSize, chunk: number): ReductionPlan {
  const { outer, length, inner } = size;
  const lanes = lanesOf(size);
  const blocks = Math.ceil((outer * inner) / lanes);
  const splits = Math.ceil(length / chunk);
  return {
    splits,
    chunk,
    workgroups: splits * blocks,
    uniforms: integers({ outputs: outer * inner, length, inner, lanes, blocks, chunk, splits }),
  };
}

export function planReduction(size: ReductionSize): ReductionPlan {
  const { outer, length, inner } = size;
  const lanes = lanesOf(size);
  const serial = Math.ceil(length / (THREADS / lanes));
  if (serial <= SERIAL) return planParts(size, length);
  const blocks = Math.ceil((outer * inner) / lanes);
  const wanted = Math.min(Math.ceil(serial / SERIAL_SPLIT), Math.ceil(ENOUGH_WORKGROUPS / blocks));
  return planParts(size, Math.ceil(length / wanted));
}

/** For work on every value by itself, of which no sum is wanted. */
export const planWalk = (size: ReductionSize): ReductionPlan =>
  planParts(size, (THREADS / lanesOf(size)) * SERIAL_WALK);

/**
 * `place` is the thread's output, `row` its place among those that share the output, and its part of the values goes from
 * `first` to `end`.
 */
const PART_CODE = `
struct Part { place : i32, row : i32, rows : i32, first : i32, end : i32, split : i32 };

fn partOf(group : i32, thread : i32) -> Part {
  let split = group / uniforms.blocks;
  let place = (group % uniforms.blocks) * uniforms.lanes + thread % uniforms.lanes;
  let first = split * uniforms.chunk;
  // Nothing to do for a thread without an output.
  let end = select(first, min(first + uniforms.chunk, uniforms.length), place < uniforms.outputs);
  return Part(place, thread / uniforms.lanes, THREADS / uniforms.lanes, first, end, split);
}

/** Where value number r of an output is. */
fn indexOf(place : i32, r : i32) -> i32 {
  return ((place / uniforms.inner) * uniforms.length + r) * uniforms.inner + place % uniforms.inner;
}
`;

/**
 * A program that does `body` with each value's `index` of an output, after `start` has read what that output,
 * `part.place`, needs.
 */
export const walkCode = (start: string, body: string): string => `
${PART_CODE}
fn main(group : i32, thread : i32) {
  let part = partOf(group, thread);
  if (part.first >= part.end) { return; }
  let base = indexOf(part.place, 0);
  ${start}
  for (var r = part.first + part.row; r < part.end; r += part.rows) {
    let index = base + r * uniforms.inner;
    ${body}
  }
}
`;

/** `groupSum` adds up the rows of each output; all threads must call it. `value` is 'f32' or 'vec2<f32>'. */
export const reductionCode = (value: string): string => `
${PART_CODE}
alias Value = ${value};
var<workgroup> partial : array<Value, THREADS>;

fn groupSum(thread : i32, value : Value) -> Value {
  partial[thread] = value;
  workgroupBarrier();
  for (var half = THREADS / 2; half >= uniforms.lanes; half /= 2) {
    if (thread < half) { partial[thread] += partial[thread + half]; }
    workgroupBarrier();
  }
  let total = partial[thread % uniforms.lanes];
  workgroupBarrier();
  return total;
}
`;

/**
 * The sum of `term(index, r)`, of value r at `index`, over a part, into `total`, given `part` and `thread`. Four sums side
 * by side, so that loads need not wait for each other.
 */
export const sumOf = (total: string, term: string): string => `
  var ${total} : Value;
  {
    let base = indexOf(part.place, 0);
    let step = part.rows * uniforms.inner;
    var a : Value;
    var b : Value;
    var c : Value;
    var d : Value;
    var r = part.first + part.row;
    for (; r + 3 * part.rows < part.end; r += 4 * part.rows) {
      let index = base + r * uniforms.inner;
      a += ${term}(index, r);
      b += ${term}(index + step, r + part.rows);
      c += ${term}(index + 2 * step, r + 2 * part.rows);
      d += ${term}(index + 3 * step, r + 3 * part.rows);
    }
    for (; r < part.end; r += part.rows) {
      a += ${term}(base + r * uniforms.inner, r);
    }
    ${total} = groupSum(thread, (a + b) + (c + d));
  }
`;
