// The WGSL of a product with a single column: grey images, and logits. Four rows per thread and nothing in workgroup memory,
// since no two threads share a row and all of them read the same column.

import { epilogueSource } from './matrix-activation';
import type { Tile } from './matrix-plan';
import { groupSource, type ProductSource } from './matrix-source';

const LANES = [0, 1, 2, 3] as const;

/** `epilogue` – bias and activation follow the product. */
export function columnSource(
  tile: Tile,
  { left, right, slice }: ProductSource,
  epilogue: boolean,
): string {
  const store = (r: number) => `if (row + ${r} < sliceRows()) {
      result[split * uniforms.outputSize + outputIndex(row + ${r})] = value[${r}];
    }`;
  return `
${slice}
${left.source}
${right.source}
${epilogue ? epilogueSource(false) : ''}

fn main(groupOfAll : i32, thread : i32) {
  ${groupSource(tile)}
  let end = min(first + uniforms.splitLength, sliceInner());
  let row = leftOrigin + 4 * thread;
  let rows = leftLines(row);
  let column = rightLines(0);
  var value = vec4<f32>(0.0);
  if (isInside && row < sliceRows()) {
    for (var k = first; k < end; k += 4) {
      let a = leftBlock(rows, k);
      let b = rightBlock(column, k);
      value += a * vec4<f32>(${LANES.map((i) => `b[${i}].x`).join(', ')});
    }
    ${epilogue ? 'if (uniforms.splits == 1) { value = finish(value, vec4<f32>(biasAt(0).x)); }' : ''}
    ${LANES.map(store).join('\n    ')}
  }
}
`;
}
