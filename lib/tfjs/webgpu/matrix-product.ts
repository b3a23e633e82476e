// BatchMatMul and _FusedMatMul on WebGPU: every pair of transposes without a copy, long sums split in a fixed order. The
// gradients of dense layers are such products: few rows and columns with a sum over thousands of units, for which the stock
// tiled kernel starts one or two workgroups, and the stock split adds by float atomics in an order that changes.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  _FusedMatMul,
  BatchMatMul,
  broadcast_util,
  type KernelConfig,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { type FusedActivation, slopeOf } from './matrix-activation';
import { denseOperand } from './matrix-operand';
import { type Epilogue, runProduct } from './matrix-program';
import type { ProductSource } from './matrix-source';
import { isFloat } from './program';

interface Inputs {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly bias?: TensorInfo | null;
  readonly preluActivationWeights?: TensorInfo | null;
}

interface Attributes extends FusedActivation {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

interface Geometry {
  /** All axes but the last two. */
  readonly outer: readonly number[];
  readonly slices: number;
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  /** Values between one slice and the next; 0 for a matrix that all slices share. */
  readonly leftStride: number;
  readonly rightStride: number;
}

/** null where the outer axes are neither equal nor missing on one side. */
function geometryOf(a: TensorInfo, b: TensorInfo, t: Attributes): Geometry | null {
  const outerA = a.shape.slice(0, -2);
  const outerB = b.shape.slice(0, -2);
  const sizeA = util.sizeFromShape(outerA);
  const sizeB = util.sizeFromShape(outerB);
  if (!util.arraysEqual(outerA, outerB) && sizeA !== 1 && sizeB !== 1) return null;
  const [a0, a1] = a.shape.slice(-2) as [number, number];
  const [b0, b1] = b.shape.slice(-2) as [number, number];
  const [rows, inner] = t.transposeA ? [a1, a0] : [a0, a1];
  const [innerB, columns] = t.transposeB ? [b1, b0] : [b0, b1];
  util.assert(
    inner === innerB,
    () => `matMul of [${a.shape}] and [${b.shape}]: the inner dimensions differ`,
  );
  return {
    outer: broadcast_util.assertAndGetBroadcastShape(outerA, outerB),
    slices: Math.max(sizeA, sizeB),
    rows,
    columns,
    inner,
    leftStride: sizeA === 1 ? 0 : rows * inner,
    rightStride: sizeB === 1 ? 0 : inner * columns,
  };
}

interface Layout {
  readonly leftContiguous: 'outer' | 'inner';
  readonly rightContiguous: 'outer' | 'inner';
  readonly leftVectors: boolean;
  readonly rightVectors: boolean;
}

const source = (l: Layout): ProductSource => ({
  slice: `
var<private> sliceNumber : i32;
fn beginSlice(slice : i32) { sliceNumber = slice; }
fn sliceRows() -> i32 { return uniforms.rows; }
fn sliceInner() -> i32 { return uniforms.inner; }
fn outputIndex(row : i32) -> i32 { return (sliceNumber * uniforms.rows + row) * uniforms.columns; }
`,
  left: denseOperand({
    side: 'left',
    variable: 'a',
    offset: 'sliceNumber * uniforms.leftStride',
    outer: 'uniforms.rows',
    inner: 'uniforms.inner',
    contiguous: l.leftContiguous,
    vectors: l.leftVectors,
  }),
  right: denseOperand({
    side: 'right',
    variable: 'b',
    offset: 'sliceNumber * uniforms.rightStride',
    outer: 'uniforms.columns',
    inner: 'uniforms.inner',
    contiguous: l.rightContiguous,
    vectors: l.rightVectors,
  }),
});

function multiply(
  backend: WebGPUBackend,
  { a, b }: Inputs,
  { transposeA, transposeB }: Attributes,
  g: Geometry,
  epilogue: Epilogue,
): TensorInfo {
  const { outer, slices, rows, columns, inner, leftStride, rightStride } = g;
  const layout: Layout = {
    leftContiguous: transposeA ? 'outer' : 'inner',
    rightContiguous: transposeB ? 'inner' : 'outer',
    leftVectors: (transposeA ? rows : inner) % 4 === 0,
    rightVectors: (transposeB ? inner : columns) % 4 === 0,
  };
  return runProduct(backend, {
    key: `product ${Object.values(layout).join(' ')}`,
    source: () => source(layout),
    size: { slices, rows, columns, inner },
    left: { name: 'a', tensor: a, vectors: layout.leftVectors },
    right: { name: 'b', tensor: b, vectors: layout.rightVectors },
    uniforms: { rows, inner, leftStride, rightStride },
    outputShape: [...outer, rows, columns],
    epilogue,
  });
}

/** `stock` – takes broadcast batches, other types than float32 and activations that are not piecewise linear. */
function kernelOf(kernelName: string, stock: KernelConfig): KernelConfig {
  return {
    kernelName,
    backendName: 'webgpu',
    kernelFunc: (params) => {
      const inputs = params.inputs as unknown as Inputs;
      const attributes = params.attrs as unknown as Attributes;
      const { a, b } = inputs;
      const bias = inputs.bias ?? null;
      const slope = slopeOf(attributes);
      const g = geometryOf(a, b, attributes);
      const isOurs =
        g !== null &&
        slope !== null &&
        [a, b, ...(bias ? [bias] : [])].every(isFloat) &&
        (bias === null ||
          (bias.shape.at(-1) === g.columns && util.sizeFromShape(bias.shape) === g.columns));
      return isOurs
        ? multiply(params.backend as WebGPUBackend, inputs, attributes, g, { bias, slope })
        : stock.kernelFunc(params);
    },
  };
}

export const batchMatMul = (stock: KernelConfig): KernelConfig => kernelOf(BatchMatMul, stock);
export const fusedMatMul = (stock: KernelConfig): KernelConfig => kernelOf(_FusedMatMul, stock);
