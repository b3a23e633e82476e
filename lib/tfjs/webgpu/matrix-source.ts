// The WGSL of a tiled matrix product. Each step copies a slab of both operands into workgroup memory, inner index first, and
// adds its outer products to 4 × 4 blocks in registers. Where the operands come from and where the result goes is the
// caller's: a dense matrix, the patches of an image, the taps of one phase of a stride.

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

interface SlabPlan {
  readonly name: 'left' | 'right';
  readonly operand: Operand;
  /** Blocks of the slab along the outer dimension. */
  readonly outerBlocks: number;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** The blocks that a thread copies per step: their places, once, and the copying itself. */
function slabCopies(tile: Tile, { name, operand, outerBlocks }: SlabPlan) {
  const threads = tile.threadRows * tile.threadColumns;
  const innerBlocks = tile.depth / 4;
  const blocks = outerBlocks * innerBlocks;
  const origin = `${name}Origin`;
  const place = (i: number) => {
    const block = `${name}Block${i}`;
    const [outer, inner] =
      operand.contiguous === 'outer'
        ? [`${block} % ${outerBlocks}`, `${block} / ${outerBlocks}`]
        : [`${block} / ${innerBlocks}`, `${block} % ${innerBlocks}`];
    return `
    let ${block} = thread + ${i * threads};
    let ${block}Outer = ${outer};
    let ${block}Inner = 4 * (${inner});
    let ${block}Lines = ${name}Lines(${origin} + 4 * ${block}Outer);`;
  };
  const copy = (i: number) => {
    const block = `${name}Block${i}`;
    const isPartial = blocks < (i + 1) * threads;
    const write = `
      let values = ${name}Block(${block}Lines, inner + ${block}Inner);
      let place = ${block}Inner * ${outerBlocks} + ${block}Outer;
      ${range(4)
        .map((k) => `${name}Slab[place + ${k * outerBlocks}] = values[${k}];`)
        .join('\n      ')}`;
    return isPartial ? `if (${block} < ${blocks}) {${write}\n}` : `{${write}\n}`;
  };
  const copies = range(Math.ceil(blocks / threads));
  return { places: copies.map(place).join(''), copies: copies.map(copy).join('\n') };
}

/** `vectors` – the result is stored four columns at a time. `epilogue` – bias and activation follow the product. */
export function productSource(
  tile: Tile,
  { left, right, slice }: ProductSource,
  { vectors, epilogue }: { readonly vectors: boolean; readonly epilogue: boolean },
): string {
  const rows = range(4 * tile.blockRows);
  const columns = range(tile.blockColumns);
  const leftBlocks = tile.threadRows * tile.blockRows;
  const rightBlocks = tile.threadColumns * tile.blockColumns;
  const leftSlab = slabCopies(tile, { name: 'left', operand: left, outerBlocks: leftBlocks });
  const rightSlab = slabCopies(tile, { name: 'right', operand: right, outerBlocks: rightBlocks });
  const lane = 'xyzw';
  return `
var<workgroup> leftSlab : array<vec4<f32>, ${leftBlocks * tile.depth}>;
var<workgroup> rightSlab : array<vec4<f32>, ${rightBlocks * tile.depth}>;
var<workgroup> groupSteps : i32;

${slice}
${left.source}
${right.source}
${epilogue ? epilogueSource(vectors) : ''}

fn store(split : i32, row : i32, column : i32, sum : vec4<f32>) {
  if (row >= sliceRows() || column >= uniforms.columns) {
    return;
  }
  let index = split * uniforms.outputSize + outputIndex(row) + column;
  var value = sum;
  ${epilogue ? 'if (uniforms.splits == 1) { value = finish(sum, column); }' : ''}
  ${
    vectors
      ? 'result[index / 4] = value;'
      : `for (var i = 0; i < min(4, uniforms.columns - column); i++) {
    result[index + i] = value[i];
  }`
  }
}

fn main(groupOfAll : i32, thread : i32) {
  var group = groupOfAll;
  let rightOrigin = (group % uniforms.tileColumns) * ${tileColumns(tile)};
  group /= uniforms.tileColumns;
  let leftOrigin = (group % uniforms.tileRows) * ${tileRows(tile)};
  group /= uniforms.tileRows;
  let split = group % uniforms.splits;
  let slice = group / uniforms.splits;
  let isInside = slice < uniforms.slices;
  beginSlice(min(slice, uniforms.slices - 1));
  let first = split * uniforms.splitLength;
  if (thread == 0) {
    let end = min(first + uniforms.splitLength, sliceInner());
    let isIdle = !isInside || leftOrigin >= sliceRows();
    groupSteps = select(max(0, (end - first + ${tile.depth - 1}) / ${tile.depth}), 0, isIdle);
  }
  // The number of steps must be known to be the same in all threads: they wait for each other in every one.
  let steps = workgroupUniformLoad(&groupSteps);
  ${leftSlab.places}
  ${rightSlab.places}
  ${rows.map((r) => columns.map((c) => `var sum${r}_${c} = vec4<f32>(0.0);`).join(' ')).join('\n  ')}
  let threadRow = thread / ${tile.threadColumns};
  let threadColumn = thread % ${tile.threadColumns};

  var inner = first;
  for (var step = 0; step < steps; step++) {
    ${leftSlab.copies}
    ${rightSlab.copies}
    workgroupBarrier();
    for (var k = 0; k < ${tile.depth}; k++) {
      ${range(tile.blockRows)
        .map((b) => `let a${b} = leftSlab[k * ${leftBlocks} + ${b * tile.threadRows} + threadRow];`)
        .join('\n      ')}
      ${columns
        .map(
          (c) =>
            `let b${c} = rightSlab[k * ${rightBlocks} + ${c * tile.threadColumns} + threadColumn];`,
        )
        .join('\n      ')}
      ${rows
        .map((r) =>
          columns
            .map((c) => `sum${r}_${c} += a${Math.floor(r / 4)}.${lane[r % 4]} * b${c};`)
            .join(' '),
        )
        .join('\n      ')}
    }
    workgroupBarrier();
    inner += ${tile.depth};
  }

  if (isInside) {
    ${rows
      .map((r) => {
        const row = `leftOrigin + 4 * (${Math.floor(r / 4) * tile.threadRows} + threadRow) + ${r % 4}`;
        return columns
          .map(
            (c) =>
              `store(split, ${row}, rightOrigin + 4 * (${c * tile.threadColumns} + threadColumn), sum${r}_${c});`,
          )
          .join('\n    ');
      })
      .join('\n    ')}
  }
}
`;
}

/**
 * `fn finish(sum : vec4<f32>, column : i32) -> vec4<f32>`: v = sum + bias, then v where v ≥ 0 and slope · v below. A slope of
 * zero gives zeros, also for -∞; NaN stays NaN, so that a diverged run is seen.
 */
export function epilogueSource(vectors: boolean): string {
  const addBias = vectors
    ? 'value += bias[column / 4];'
    : `for (var i = 0; i < min(4, uniforms.columns - column); i++) {
      value[i] += bias[column + i];
    }`;
  return `
fn finish(sum : vec4<f32>, column : i32) -> vec4<f32> {
  var value = sum;
  if (uniforms.hasBias == 1) {
    ${addBias}
  }
  let below = select(value * uniforms.slope, vec4<f32>(0.0), uniforms.slope == 0.0);
  return select(value, below, value < vec4<f32>(0.0));
}
`;
}
