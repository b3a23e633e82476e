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

/** For each batch of `outer`, which of the factor's own batches it takes. */
function batchesOf(own: readonly number[], outer: readonly number[]): readonly number[] {
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

const size = (shape: readonly number[], fromEnd: number): number =>
  shape[shape.length - fromEnd] ?? 1;

/** act(a · b + bias); `a` – [..., m, k] or turned, `b` – [..., k, n] or turned, `bias` – [n]. */
function product(
  backend: WasmBackend,
  { a, b }: Readonly<Record<'a' | 'b', TensorInfo>>,
  { transposeA, transposeB }: ProductAttributes,
  { bias, slope }: Epilogue = NO_EPILOGUE,
): TensorInfo {
  const m = size(a.shape, transposeA ? 1 : 2);
  const k = size(a.shape, transposeA ? 2 : 1);
  const n = size(b.shape, transposeB ? 2 : 1);
  const [outerA, outerB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const outer = broadcast_util.assertAndGetBroadcastShape(outerA, outerB);
  const out = backend.makeOutput([...outer, m, n], 'float32');
  const batches = util.sizeFromShape(outer);
  if (batches * m * n === 0) return out;
  const kernels = simdKernels(backend);
  const space = scratch(backend, kernels.matrixProductScratch(k, n));
  const left = addressOf(backend, a);
  const right = addressOf(backend, b);
  const result = addressOf(backend, out);
  const offsets = bias ? addressOf(backend, bias) : 0;
  const [turnedA, turnedB] = [Number(transposeA), Number(transposeB)];
  const multiply = (from: number, by: number, to: number): void =>
    kernels.matrixProduct(from, turnedA, by, turnedB, m, k, n, offsets, slope, to, space);
  if (batches === 1) {
    multiply(left, right, result);
    return out;
  }
  const batchesB = batchesOf(outerB, outer);
  batchesOf(outerA, outer).forEach((batchA, batch) => {
    const batchB = batchesB[batch] ?? 0;
    multiply(left + 4 * batchA * m * k, right + 4 * batchB * k * n, result + 4 * batch * m * n);
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
