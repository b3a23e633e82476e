// The WGSL of a tiled matrix product. Each step copies a slab of both operands into workgroup memory, inner index first, and
// adds its outer products to 4 × 4 blocks in registers. Where the operands come from and where the result goes is the
// caller's: a dense matrix, the patches of an image, the taps of one phase of a stride.

import { epilogueSource } from './matrix-activation';
import { type Tile, tileColumns, tileRows } from './matrix-plan';

/** One operand, cut into blocks of 4 outer × 4 inner indices. Indices beyond its end must read as zeros. */
export interface Operand {
  /**
   * WGSL of `struct <Name>Lines`, of `fn <name>Lines(outer : i32) -> <Name>Lines`, what the four lines from `outer` on have in
   * common for all inner indices, and of `fn <name>Block(lines : <Name>Lines, inner : i32) -> mat4x4<f32>`, whose column i
   * holds the four lines at inner + i.
   */
  readonly source: string;
  /** Neighbours in memory are neighbours along this dimension; neighbouring threads read along it. */
  readonly contiguous: 'outer' | 'inner';
}

export interface ProductSource {
  readonly left: Operand;
  readonly right: Operand;
  /**
   * WGSL of `fn beginSlice(slice : i32)`, called first, of `fn sliceRows() -> i32`, `fn sliceInner() -> i32`, and of
   * `fn outputIndex(row : i32) -> i32`, the place of the row's first value in the result.
   */
  readonly slice: string;
}

interface Side {
  readonly name: 'left' | 'right';
  readonly operand: Operand;
  /** Threads along this operand's outer dimension, and blocks that each of them multiplies. */
  readonly threads: number;
  readonly blocks: number;
  /** WGSL of the thread's number among them. */
  readonly thread: string;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const lines = (parts: readonly string[]): string => parts.join('\n');

interface Slab {
  readonly declarations: string;
  /** Once, before the steps. */
  readonly places: string;
  /** In every step, before the threads wait for each other. */
  readonly copies: string;
  /** The four outer values of block b at inner index k + i. */
  readonly value: (b: number, i: number) => string;
}

/** The operand by way of workgroup memory: every value is read once and used by all threads. */
function staged(tile: Tile, { name, operand, threads, blocks, thread }: Side): Slab {
  const all = tile.threadRows * tile.threadColumns;
  const outerBlocks = threads * blocks;
  const innerBlocks = tile.depth / 4;
  const count = outerBlocks * innerBlocks;
  const copies = range(Math.ceil(count / all));
  const block = (i: number) => `${name}Copy${i}`;
  const isAlongOuter = operand.contiguous === 'outer';
  const place = (i: number) => `
  let ${block(i)} = thread + ${i * all};
  let ${block(i)}Outer = ${block(i)} ${isAlongOuter ? '%' : '/'} ${isAlongOuter ? outerBlocks : innerBlocks};
  let ${block(i)}Inner = 4 * (${block(i)} ${isAlongOuter ? '/' : '%'} ${isAlongOuter ? outerBlocks : innerBlocks});
  let ${block(i)}Lines = ${name}Lines(${name}Origin + 4 * ${block(i)}Outer);`;
  const copy = (i: number) => `
    ${count < (i + 1) * all ? `if (${block(i)} < ${count}) ` : ''}{
      let values = ${name}Block(${block(i)}Lines, inner + ${block(i)}Inner);
      let place = ${block(i)}Inner * ${outerBlocks} + ${block(i)}Outer;
      ${lines(range(4).map((k) => `${name}Slab[place + ${k * outerBlocks}] = values[${k}];`))}
    }`;
  return {
    declarations: `var<workgroup> ${name}Slab : array<vec4<f32>, ${outerBlocks * tile.depth}>;`,
    places: lines(copies.map(place)),
    copies: lines(copies.map(copy)),
    value: (b, i) => `${name}Slab[(k + ${i}) * ${outerBlocks} + ${b * threads} + ${thread}]`,
  };
}

/** The workgroup's place in the result, and its part of the inner dimension: from `first` up to `first + splitLength`. */
export const groupSource = (tile: Tile): string => `
  var group = groupOfAll;
  let rightOrigin = (group % uniforms.tileColumns) * ${tileColumns(tile)};
  group /= uniforms.tileColumns;
  let leftOrigin = (group % uniforms.tileRows) * ${tileRows(tile)};
  group /= uniforms.tileRows;
  let split = group % uniforms.splits;
  let slice = group / uniforms.splits;
  let isInside = slice < uniforms.slices;
  beginSlice(min(slice, uniforms.slices - 1));
  let first = split * uniforms.splitLength;`;

/** `vectors` – the result is stored four columns at a time. `epilogue` – bias and activation follow the product. */
export function productSource(
  tile: Tile,
  { left, right, slice }: ProductSource,
  { vectors, epilogue }: { readonly vectors: boolean; readonly epilogue: boolean },
): string {
  const { threadRows, threadColumns, blockRows, blockColumns, depth } = tile;
  const leftSide: Side = {
    name: 'left',
    operand: left,
    threads: threadRows,
    blocks: blockRows,
    thread: 'threadRow',
  };
  const rightSide: Side = {
    name: 'right',
    operand: right,
    threads: threadColumns,
    blocks: blockColumns,
    thread: 'threadColumn',
  };
  const a = staged(tile, leftSide);
  const b = staged(tile, rightSide);
  // About as many products between two jumps whatever the tile; longer code compiles for seconds.
  const unrolled = 4 / (blockRows * blockColumns);
  const rows = range(4 * blockRows);
  const columns = range(blockColumns);
  const multiply = (i: number) => `{
        ${lines(range(blockRows).map((r) => `let a${r} = ${a.value(r, i)};`))}
        ${lines(columns.map((c) => `let b${c} = ${b.value(c, i)};`))}
        ${lines(
          rows.flatMap((r) =>
            columns.map((c) => `sum${r}_${c} += a${Math.floor(r / 4)}.${'xyzw'[r % 4]} * b${c};`),
          ),
        )}
      }`;
  const store = (r: number) => `{
      let row = leftOrigin + 4 * (${Math.floor(r / 4) * threadRows} + threadRow) + ${r % 4};
      if (row < sliceRows()) {
        let start = split * uniforms.outputSize + outputIndex(row);
        ${lines(
          columns.map(
            (c) =>
              `store(start, rightOrigin + 4 * (${c * threadColumns} + threadColumn), sum${r}_${c});`,
          ),
        )}
      }
    }`;
  return `
${a.declarations}
${b.declarations}
var<workgroup> groupSteps : i32;

${slice}
${left.source}
${right.source}
${epilogue ? epilogueSource(vectors) : ''}

fn store(start : i32, column : i32, sum : vec4<f32>) {
  if (column >= uniforms.columns) {
    return;
  }
  var value = sum;
  ${epilogue ? 'if (uniforms.splits == 1) { value = finish(sum, biasAt(column)); }' : ''}
  let index = start + column;
  ${
    vectors
      ? 'result[index / 4] = value;'
      : lines(
          range(4).map(
            (i) => `if (column + ${i} < uniforms.columns) { result[index + ${i}] = value[${i}]; }`,
          ),
        )
  }
}

fn main(groupOfAll : i32, thread : i32) {
  ${groupSource(tile)}
  if (thread == 0) {
    let end = min(first + uniforms.splitLength, sliceInner());
    let isIdle = !isInside || leftOrigin >= sliceRows();
    groupSteps = select(max(0, (end - first + ${depth - 1}) / ${depth}), 0, isIdle);
  }
  // The number of steps must be known to be the same in all threads: they wait for each other in every one.
  let steps = workgroupUniformLoad(&groupSteps);
  let threadRow = thread / ${threadColumns};
  let threadColumn = thread % ${threadColumns};
  ${a.places}
  ${b.places}
  ${lines(rows.flatMap((r) => columns.map((c) => `var sum${r}_${c} = vec4<f32>(0.0);`)))}

  var inner = first;
  for (var step = 0; step < steps; step++) {
    ${a.copies}
    ${b.copies}
    workgroupBarrier();
    for (var k = 0; k < ${depth}; k += ${unrolled}) {
      ${lines(range(unrolled).map(multiply))}
    }
    workgroupBarrier();
    inner += ${depth};
  }

  if (isInside) {
    ${lines(rows.map(store))}
  }
}
`;
}
