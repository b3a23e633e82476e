// The WGSL of a product with one to four columns: images, and logits. Four rows per thread and nothing in workgroup memory,
// since no two threads share a row and all of them read the same columns.

import { epilogueSource } from './matrix-activation';
import type { Tile } from './matrix-plan';
import { groupSource, type ProductSource } from './matrix-source';

const LANES = [0, 1, 2, 3] as const;

interface ColumnOptions {
  /** 1 or 4; columns beyond the last are computed and not stored. */
  readonly columns: 1 | 4;
  /** The result is stored four columns at a time. */
  readonly vectors: boolean;
  /** Bias and activation follow the product. */
  readonly epilogue: boolean;
}

export function columnSource(
  tile: Tile,
  { left, right, slice }: ProductSource,
  { columns, vectors, epilogue }: ColumnOptions,
): string {
  const all = LANES.slice(0, columns);
  // One sum per column, of four rows at once.
  const multiply = (c: number) =>
    `sum${c} += a * vec4<f32>(${LANES.map((i) => `b[${i}][${c}]`).join(', ')});`;
  const valuesOf = (r: number) =>
    `vec4<f32>(${LANES.map((c) => (c < columns ? `sum${c}[${r}]` : '0.0')).join(', ')})`;
  const single = (c: number) => {
    const write = `result[index + ${c}] = value[${c}];`;
    return c === 0 ? write : `if (${c} < uniforms.columns) { ${write} }`;
  };
  const store = (r: number) => `if (row + ${r} < sliceRows()) {
      var value = ${valuesOf(r)};
      ${epilogue ? 'if (uniforms.splits == 1) { value = finish(value, biasAt(0)); }' : ''}
      let index = split * uniforms.outputSize + outputIndex(row + ${r});
      ${vectors ? 'result[index / 4] = value;' : all.map(single).join('\n      ')}
    }`;
  return `
${slice}
${left.source}
${right.source}
${epilogue ? epilogueSource(vectors) : ''}

fn main(groupOfAll : i32, thread : i32) {
  ${groupSource(tile)}
  let end = min(first + uniforms.splitLength, sliceInner());
  let row = leftOrigin + 4 * thread;
  let rows = leftLines(row);
  let columns = rightLines(0);
  ${all.map((c) => `var sum${c} = vec4<f32>(0.0);`).join(' ')}
  if (isInside && row < sliceRows()) {
    for (var k = first; k < end; k += 4) {
      let a = leftBlock(rows, k);
      let b = rightBlock(columns, k);
      ${all.map(multiply).join('\n      ')}
    }
    ${LANES.map(store).join('\n    ')}
  }
}
`;
}
