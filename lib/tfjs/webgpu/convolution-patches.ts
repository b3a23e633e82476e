// The patches of an image as the left matrix of a product, [N · outHeight · outWidth, KH · KW · C], or its transpose. It is
// never made: the code computes where each value lies in x [N, H, W, C], and zeros stand for the padding.

import { fetchSource, matrixOf, matrixOfValues } from './matrix-operand';
import type { Operand } from './matrix-source';

const LANES = [0, 1, 2, 3] as const;

/** A row of an image that no tap reaches; it stands for pixels beyond the last. */
const NOWHERE = -0x100_0000;

const PLACES = `
/** Image number, and row and column of the patch's first tap in x. */
fn patchOf(pixel : i32, pixels : i32) -> vec3<i32> {
  let line = pixel / uniforms.outWidth;
  let y = (line % uniforms.outHeight) * uniforms.strideHeight - uniforms.top;
  let x = (pixel % uniforms.outWidth) * uniforms.strideWidth - uniforms.left;
  return vec3<i32>(line / uniforms.outHeight, select(${NOWHERE}, y, pixel < pixels), x);
}

/** Row and column of a tap within its patch, and its channel. */
fn tapOf(tap : i32, taps : i32) -> vec3<i32> {
  let place = tap / uniforms.inChannels;
  let y = place / uniforms.filterWidth;
  return vec3<i32>(select(${NOWHERE}, y, tap < taps), place % uniforms.filterWidth, tap % uniforms.inChannels);
}

/** Where the value lies in x, or -1 for the padding. */
fn imageIndex(origin : vec3<i32>, tap : vec3<i32>) -> i32 {
  let y = origin.y + tap.x;
  let x = origin.z + tap.y;
  let isInside = (y >= 0) & (y < uniforms.inHeight) & (x >= 0) & (x < uniforms.inWidth);
  let index = ((origin.x * uniforms.inHeight + y) * uniforms.inWidth + x) * uniforms.inChannels + tap.z;
  return select(-1, index, isInside);
}
`;

/** Pixels down, taps across. `vectors` – x is bound as vec4<f32>; C must be a multiple of 4. */
export function patches(vectors: boolean): Operand {
  const tap = (k: number) => `tapOf(inner + ${k}, sliceInner())`;
  const fetch = (patch: number, k: number) => `leftFetch(imageIndex(lines.patch${patch}, tap${k}))`;
  return {
    contiguous: 'inner',
    source: `${PLACES}${fetchSource('left', 'x', vectors)}
struct LeftLines { ${LANES.map((i) => `patch${i} : vec3<i32>`).join(', ')} };

fn leftLines(outer : i32) -> LeftLines {
  return LeftLines(${LANES.map((i) => `patchOf(outer + ${i}, sliceRows())`).join(', ')});
}

fn leftBlock(lines : LeftLines, inner : i32) -> mat4x4<f32> {
  ${(vectors ? [0] : LANES).map((k) => `let tap${k} = ${tap(k)};`).join(' ')}
  return ${vectors ? `transpose(${matrixOf((i) => fetch(i, 0))})` : matrixOfValues((k, i) => fetch(i, k))};
}
`,
  };
}

/** Taps down, pixels across. `vectors` – as above. */
export function transposedPatches(vectors: boolean): Operand {
  const taps = vectors ? ([0] as const) : LANES;
  const fetch = (k: number, i: number) => `leftFetch(imageIndex(patch${k}, lines.tap${i}))`;
  return {
    contiguous: 'outer',
    source: `${PLACES}${fetchSource('left', 'x', vectors)}
struct LeftLines { ${taps.map((i) => `tap${i} : vec3<i32>`).join(', ')} };

fn leftLines(outer : i32) -> LeftLines {
  return LeftLines(${taps.map((i) => `tapOf(outer + ${i}, sliceRows())`).join(', ')});
}

fn leftBlock(lines : LeftLines, inner : i32) -> mat4x4<f32> {
  ${LANES.map((k) => `let patch${k} = patchOf(inner + ${k}, sliceInner());`).join(' ')}
  return ${vectors ? matrixOf((k) => fetch(k, 0)) : matrixOfValues(fetch)};
}
`,
  };
}
