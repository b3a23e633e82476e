// How a sum over one axis of [outer, length, inner] is shared among workgroups, and the code that all such sums have in
// common. Every sum has one order, told by the sizes alone, so the same values give the same bits.

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
/** Enough workgroups to fill a large GPU. */
const ENOUGH_WORKGROUPS = 512;

const powerOfTwo = (x: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, x)));

/** Threads of a workgroup are `lanes` outputs times THREADS / lanes rows that share a sum. */
function lanesOf({ length, inner }: ReductionSize): number {
  const narrowest = Math.min(WIDE, powerOfTwo(inner));
  const rows = Math.min(THREADS / narrowest, powerOfTwo(length / 8));
  return THREADS / rows;
}

export function planReduction(size: ReductionSize): ReductionPlan {
  const { outer, length, inner } = size;
  const lanes = lanesOf(size);
  const serial = Math.ceil(length / (THREADS / lanes));
  const blocks = Math.ceil((outer * inner) / lanes);
  const wanted =
    serial <= SERIAL
      ? 1
      : Math.min(Math.ceil(serial / SERIAL_SPLIT), Math.ceil(ENOUGH_WORKGROUPS / blocks));
  const chunk = Math.ceil(length / wanted);
  const splits = Math.ceil(length / chunk);
  return {
    splits,
    chunk,
    workgroups: splits * blocks,
    uniforms: integers({ outputs: outer * inner, length, inner, lanes, blocks, chunk, splits }),
  };
}

/**
 * `place` is the thread's output, `row` its place among those that share the output, and the sum's part goes from `first`
 * to `end`. `groupSum` adds up the rows; all threads must call it. `value` is 'f32' or 'vec2<f32>'.
 */
export const reductionCode = (value: string): string => `
alias Value = ${value};
var<workgroup> partial : array<Value, THREADS>;

struct Part { place : i32, row : i32, rows : i32, first : i32, end : i32, split : i32 };

fn partOf(group : i32, thread : i32) -> Part {
  let split = group / uniforms.blocks;
  let place = (group % uniforms.blocks) * uniforms.lanes + thread % uniforms.lanes;
  let first = split * uniforms.chunk;
  // Nothing to add for a thread without an output.
  let end = select(first, min(first + uniforms.chunk, uniforms.length), place < uniforms.outputs);
  return Part(place, thread / uniforms.lanes, THREADS / uniforms.lanes, first, end, split);
}

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

/** Where value number r of an output is. */
fn indexOf(place : i32, r : i32) -> i32 {
  return ((place / uniforms.inner) * uniforms.length + r) * uniforms.inner + place % uniforms.inner;
}
`;

/**
 * The sum of `term(index, place)` over a part, into `total`, given `part` and `thread`. Four sums side by side, so that
 * loads need not wait for each other.
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
      a += ${term}(index, part.place);
      b += ${term}(index + step, part.place);
      c += ${term}(index + 2 * step, part.place);
      d += ${term}(index + 3 * step, part.place);
    }
    for (; r < part.end; r += part.rows) {
      a += ${term}(base + r * uniforms.inner, part.place);
    }
    ${total} = groupSum(thread, (a + b) + (c + d));
  }
`;
