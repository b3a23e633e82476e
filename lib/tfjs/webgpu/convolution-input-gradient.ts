// Conv2DBackpropInput (also conv2dTranspose) on WebGPU, all phases of the stride in one dispatch. With Y = y + top = s·q + p,
// only the taps s·a + p touch row Y, so that each phase p is a dense convolution of stride 1 of its own:
//   dx[n, y, c] = sum over a, k of dy[n, q - a, k] · w[s·a + p, c, k].
// The stock kernel reads everything from global memory, and its tiled variant multiplies by the zeros between dy's pixels.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { Conv2DBackpropInput, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { type ConvolutionAttributes, geometryOf, isOurs } from './convolution-geometry';
import { fetchSource, matrixOf, matrixOfValues } from './matrix-operand';
import { runProduct } from './matrix-program';
import type { Operand, ProductSource } from './matrix-source';

const LANES = [0, 1, 2, 3] as const;
const NOWHERE = -0x1000000;

/** Rows of dx are the positions of one phase, in all images. */
const SLICE = `
struct PhaseAxis {
  phase : i32,
  taps : i32,
  /** The first position in dx, how many follow in steps of the stride, and q of the first. */
  first : i32,
  count : i32,
  q : i32,
};

var<private> vertical : PhaseAxis;
var<private> horizontal : PhaseAxis;

fn phaseAxis(phase : i32, stride : i32, before : i32, size : i32, filterSize : i32) -> PhaseAxis {
  let q = max(0, before - phase + stride - 1) / stride;
  let first = stride * q + phase - before;
  let count = max(0, size - first + stride - 1) / stride;
  let taps = max(0, filterSize - phase + stride - 1) / stride;
  return PhaseAxis(phase, taps, first, count, q);
}

fn beginSlice(slice : i32) {
  vertical = phaseAxis(
    slice / uniforms.strideWidth, uniforms.strideHeight, uniforms.top, uniforms.inHeight, uniforms.filterHeight);
  horizontal = phaseAxis(
    slice % uniforms.strideWidth, uniforms.strideWidth, uniforms.left, uniforms.inWidth, uniforms.filterWidth);
}

fn sliceRows() -> i32 { return uniforms.batch * vertical.count * horizontal.count; }
fn sliceInner() -> i32 { return vertical.taps * horizontal.taps * uniforms.outChannels; }

/** Image number, and row and column among the phase's positions. */
fn positionOf(row : i32) -> vec3<i32> {
  // A phase without positions has no size to divide by.
  let height = max(1, vertical.count);
  let width = max(1, horizontal.count);
  let line = row / width;
  return vec3<i32>(line / height, line % height, row % width);
}

fn outputIndex(row : i32) -> i32 {
  let p = positionOf(row);
  let y = vertical.first + p.y * uniforms.strideHeight;
  let x = horizontal.first + p.z * uniforms.strideWidth;
  return ((p.x * uniforms.inHeight + y) * uniforms.inWidth + x) * uniforms.columns;
}

/** Stands for taps beyond the last, from which neither operand reads. */
const NO_TAP = 0x1000000;

/** Row and column among the phase's taps, and the channel of dy. */
fn phaseTapOf(inner : i32) -> vec3<i32> {
  // A phase without taps has no width to divide by.
  let width = max(1, horizontal.taps);
  let place = inner / uniforms.outChannels;
  let y = select(NO_TAP, place / width, inner < sliceInner());
  return vec3<i32>(y, place % width, inner % uniforms.outChannels);
}
`;

/** Positions down, taps of the phase and channels of dy across. */
function gradientPatches(vectors: boolean): Operand {
  const fetch = (place: number, k: number) =>
    `leftFetch(gradientIndex(lines.place${place}, tap${k}))`;
  return {
    contiguous: 'inner',
    source: `${fetchSource('left', 'dy', vectors)}
struct LeftLines { ${LANES.map((i) => `place${i} : vec3<i32>`).join(', ')} };

/** Image number, and row and column in dy of the first tap; the later ones lie above and to the left. */
fn placeOf(row : i32) -> vec3<i32> {
  let place = positionOf(row) + vec3<i32>(0, vertical.q, horizontal.q);
  return select(vec3<i32>(0, ${NOWHERE}, 0), place, row < sliceRows());
}

fn gradientIndex(place : vec3<i32>, tap : vec3<i32>) -> i32 {
  let y = place.y - tap.x;
  let x = place.z - tap.y;
  let isInside = (y >= 0) & (y < uniforms.outHeight) & (x >= 0) & (x < uniforms.outWidth);
  let index = ((place.x * uniforms.outHeight + y) * uniforms.outWidth + x) * uniforms.outChannels + tap.z;
  return select(-1, index, isInside);
}

fn leftLines(outer : i32) -> LeftLines {
  return LeftLines(${LANES.map((i) => `placeOf(outer + ${i})`).join(', ')});
}

fn leftBlock(lines : LeftLines, inner : i32) -> mat4x4<f32> {
  ${(vectors ? [0] : LANES).map((k) => `let tap${k} = phaseTapOf(inner + ${k});`).join(' ')}
  return ${vectors ? `transpose(${matrixOf((i) => fetch(i, 0))})` : matrixOfValues((k, i) => fetch(i, k))};
}
`,
  };
}

/** Channels of dx down, taps of the phase and channels of dy across. */
function phaseFilter(vectors: boolean): Operand {
  const fetch = (channel: number, k: number) =>
    `rightFetch(filterIndex(lines.outer + ${channel}, tap${k}))`;
  return {
    contiguous: 'inner',
    source: `${fetchSource('right', 'weights', vectors)}
struct RightLines { outer : i32 };

fn rightLines(outer : i32) -> RightLines {
  return RightLines(outer);
}

fn filterIndex(channel : i32, tap : vec3<i32>) -> i32 {
  let y = vertical.phase + tap.x * uniforms.strideHeight;
  let x = horizontal.phase + tap.y * uniforms.strideWidth;
  let index = ((y * uniforms.filterWidth + x) * uniforms.columns + channel) * uniforms.outChannels + tap.z;
  return select(-1, index, (channel < uniforms.columns) & (tap.x < NO_TAP));
}

fn rightBlock(lines : RightLines, inner : i32) -> mat4x4<f32> {
  ${(vectors ? [0] : LANES).map((k) => `let tap${k} = phaseTapOf(inner + ${k});`).join(' ')}
  return ${vectors ? `transpose(${matrixOf((i) => fetch(i, 0))})` : matrixOfValues((k, i) => fetch(i, k))};
}
`,
  };
}

const source = (vectors: boolean): ProductSource => ({
  slice: SLICE,
  left: gradientPatches(vectors),
  right: phaseFilter(vectors),
});

function inputGradient(
  backend: WebGPUBackend,
  { dy, filter }: Readonly<Record<'dy' | 'filter', TensorInfo>>,
  attributes: ConvolutionAttributes & { readonly inputShape: readonly number[] },
): TensorInfo {
  const { inputShape } = attributes;
  const g = geometryOf({ x: inputShape, filter: filter.shape, y: dy.shape }, attributes);
  const vectors = g.outChannels % 4 === 0;
  return runProduct(backend, {
    key: `input-gradient-${vectors}`,
    source: () => source(vectors),
    // Of the largest phase.
    size: {
      slices: g.strideHeight * g.strideWidth,
      rows: g.batch * Math.ceil(g.inHeight / g.strideHeight) * Math.ceil(g.inWidth / g.strideWidth),
      columns: g.inChannels,
      inner:
        Math.ceil(g.filterHeight / g.strideHeight) *
        Math.ceil(g.filterWidth / g.strideWidth) *
        g.outChannels,
    },
    left: { name: 'dy', tensor: dy, vectors },
    right: { name: 'weights', tensor: filter, vectors },
    uniforms: g,
    outputShape: inputShape,
    epilogue: null,
  });
}

/** `stock` – takes NCHW and other types than float32. */
export function convolutionInputGradient(stock: KernelConfig): KernelConfig {
  return {
    kernelName: Conv2DBackpropInput,
    backendName: 'webgpu',
    kernelFunc: (params) => {
      const inputs = params.inputs as unknown as Readonly<Record<'dy' | 'filter', TensorInfo>>;
      const attributes = params.attrs as unknown as Parameters<typeof inputGradient>[2];
      return isOurs(attributes, [inputs.dy, inputs.filter])
        ? inputGradient(params.backend as WebGPUBackend, inputs, attributes)
        : stock.kernelFunc(params);
    },
  };
}
