// BatchMatMul and _FusedMatMul by the product of assembly/matrix-product.ts: either factor may be turned, batches are taken
// one by one, and bias and activation are applied while a sum is still in registers. The stock kernels leave all but one
// untransposed product to a scalar loop, and give that one to XNNPACK, which keeps the right factor packed by number and
// forgets its shape.

import {
  _FusedMatMul,
  BatchMatMul,
  broadcast_util,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import {
  type Epilogue,
  type FusedAttributes,
  type FusedInputs,
  NO_EPILOGUE,
  withEpilogue,
} from './fused-epilogue';
import { addressOf, registerWasmKernel, type WasmBackend } from './heap';
import { scratch, simdKernels } from './simd-kernels';

interface ProductAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

const ONE_BATCH: readonly number[] = [0];

/** For each batch of `outer`, which of the factor's own batches it takes. */
function batchesOf(own: readonly number[], outer: readonly number[]): readonly number[] {
  if (outer.every((size) => size === 1)) return ONE_BATCH;
  let batches = [0];
  let stride = util.sizeFromShape([...own]);
  const missing = outer.length - own.length;
  outer.forEach((size, axis) => {
    const ownSize = own[axis - missing] ?? 1;
    stride /= ownSize;
    const step = ownSize === 1 ? 0 : stride;
    batches = batches.flatMap((batch) => Array.from({ length: size }, (_, i) => batch + i * step));
  });
  return batches;
}

/** act(a · b + bias); `a` – [..., m, k] or turned, `b` – [..., k, n] or turned, `bias` – [n]. */
function product(
  backend: WasmBackend,
  { a, b }: Readonly<Record<'a' | 'b', TensorInfo>>,
  { transposeA, transposeB }: ProductAttributes,
  { bias, slope }: Epilogue = NO_EPILOGUE,
): TensorInfo {
  const [rowsA, columnsA] = a.shape.slice(-2) as [number, number];
  const [rowsB, columnsB] = b.shape.slice(-2) as [number, number];
  const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const n = transposeB ? rowsB : columnsB;
  const [outerA, outerB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const outer = broadcast_util.assertAndGetBroadcastShape(outerA, outerB);
  const out = backend.makeOutput([...outer, m, n], 'float32');
  if (util.sizeFromShape(out.shape) === 0) return out;
  const kernels = simdKernels(backend);
  const space = scratch(backend, kernels.matrixProductScratch(k, n));
  const [left, right, result] = [a, b, out].map((x) => addressOf(backend, x)) as [
    number,
    number,
    number,
  ];
  const offsets = bias ? addressOf(backend, bias) : 0;
  const batchesB = batchesOf(outerB, outer);
  batchesOf(outerA, outer).forEach((batchA, batch) => {
    kernels.matrixProduct(
      left + 4 * batchA * m * k,
      Number(transposeA),
      right + 4 * (batchesB[batch] ?? 0) * k * n,
      Number(transposeB),
      m,
      k,
      n,
      offsets,
      slope,
      result + 4 * batch * m * n,
      space,
    );
  });
  return out;
}

export function installMatrixProduct(): void {
  registerWasmKernel<'a' | 'b', ProductAttributes>(BatchMatMul, product);
  registerWasmKernel<'a' | 'b', ProductAttributes & FusedAttributes>(
    _FusedMatMul,
    (backend, inputs, attributes) =>
      withEpilogue(backend, inputs as FusedInputs, attributes, (epilogue) =>
        product(backend, inputs, attributes, epilogue),
      ),
  );
}
