// BatchMatMul. The stock kernel gives XNNPACK only a single untransposed product and leaves the rest to a scalar loop,
// although every gradient of a product has a transposed factor; here those are turned first, and batches are taken one by
// one. It also keeps the packed right factor by number and forgets its shape: the same values under another shape (a
// vector turned, a reshaped weight) would be read beyond their end. A right factor whose shape is new gets a new number.

import {
  _FusedMatMul,
  BatchMatMul,
  broadcast_util,
  type KernelConfig,
  type TensorInfo,
  Transpose,
} from '@tensorflow/tfjs-core';
import {
  floatView,
  type HeapRecord,
  registerWasmKernel,
  reshaped,
  runStock,
  shared,
  stockKernel,
  type WasmBackend,
  withPart,
} from './heap';

interface MatrixProductAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Below this many multiplications a call of XNNPACK costs more than the scalar loop. */
const MIN_PRODUCT = 4096;

const UNTURNED: MatrixProductAttributes = { transposeA: false, transposeB: false };

/** [..., rows, columns] → [..., columns, rows]. The caller owns the result. */
function turned(backend: WasmBackend, transpose: KernelConfig, x: TensorInfo): TensorInfo {
  const rows = x.shape.at(-2) ?? 1;
  const columns = x.shape.at(-1) ?? 1;
  const outer = x.shape.slice(0, -2);
  const shape = [...outer, columns, rows];
  // A vector keeps its order of values when it is turned.
  if (rows === 1 || columns === 1) return shared(backend, x, shape);
  const batch = outer.reduce((product, size) => product * size, 1);
  const flat = reshaped(x, [batch, rows, columns]);
  return reshaped(runStock(transpose, backend, { x: flat }, { perm: [0, 2, 1] }), shape);
}

/** The shape under which XNNPACK packed each right factor first. */
const packedShapes = new WeakMap<HeapRecord, string>();

/** a [m, k] · b [k, n] by XNNPACK. */
function productOfTwo(
  backend: WasmBackend,
  stock: KernelConfig,
  a: TensorInfo,
  b: TensorInfo,
): TensorInfo {
  const record = backend.dataIdMap.get(b.dataId);
  const matrix = b.shape.slice(-2);
  const shape = matrix.join();
  const packed = packedShapes.get(record) ?? shape;
  packedShapes.set(record, packed);
  if (packed === shape) return runStock(stock, backend, { a, b }, UNTURNED);
  return withPart(backend, b, { start: 0, shape: b.shape }, (part) =>
    runStock(stock, backend, { a, b: part }, UNTURNED),
  );
}

/** The batches of a [N, m, k] · b [N, k, n] one by one; a factor with one batch serves them all. */
function productByBatch(
  backend: WasmBackend,
  stock: KernelConfig,
  a: TensorInfo,
  b: TensorInfo,
): TensorInfo {
  const [batchA, m, k] = a.shape as [number, number, number];
  const [batchB, , n] = b.shape as [number, number, number];
  const batch = Math.max(batchA, batchB);
  const out = backend.makeOutput([batch, m, n], 'float32');
  for (let i = 0; i < batch; i++) {
    const left = { start: batchA === 1 ? 0 : i * m * k, shape: [m, k] };
    const right = { start: batchB === 1 ? 0 : i * k * n, shape: [k, n] };
    const product = withPart(backend, a, left, (partA) =>
      withPart(backend, b, right, (partB) =>
        runStock(stock, backend, { a: partA, b: partB }, UNTURNED),
      ),
    );
    floatView(backend, out).set(floatView(backend, product), i * m * n);
    backend.disposeData(product.dataId);
  }
  return out;
}

function product(
  backend: WasmBackend,
  stock: KernelConfig,
  a: TensorInfo,
  b: TensorInfo,
): TensorInfo {
  const sizes = (x: TensorInfo) => x.shape.slice(0, -2);
  const count = (x: TensorInfo) => sizes(x).reduce((total, size) => total * size, 1);
  const [batchA, batchB] = [count(a), count(b)];
  const [m, k] = a.shape.slice(-2) as [number, number];
  const n = b.shape.at(-1) ?? 1;
  if (batchA === 1 && batchB === 1) return productOfTwo(backend, stock, a, b);
  const isPlain = batchA === 1 || batchB === 1 || sizes(a).join() === sizes(b).join();
  if (!isPlain || m * k * n < MIN_PRODUCT) return runStock(stock, backend, { a, b }, UNTURNED);
  const outer = broadcast_util.assertAndGetBroadcastShape(sizes(a), sizes(b));
  const result = productByBatch(
    backend,
    stock,
    reshaped(a, [batchA, m, k]),
    reshaped(b, [batchB, k, n]),
  );
  return reshaped(result, [...outer, m, n]);
}

export function installMatrixProduct(): void {
  const stock = stockKernel(BatchMatMul);
  const transpose = stockKernel(Transpose);
  registerWasmKernel<'a' | 'b', MatrixProductAttributes>(
    BatchMatMul,
    (backend, { a, b }, { transposeA, transposeB }) => {
      const left = transposeA ? turned(backend, transpose, a) : shared(backend, a);
      const right = transposeB ? turned(backend, transpose, b) : shared(backend, b);
      const result = product(backend, stock, left, right);
      backend.disposeData(left.dataId);
      backend.disposeData(right.dataId);
      return result;
    },
  );
  // The fused product packs its right factor by number too; it serves inference, so packing it every time does no harm.
  const fused = stockKernel(_FusedMatMul);
  registerWasmKernel<'a' | 'b' | 'bias' | 'preluActivationWeights', object>(
    _FusedMatMul,
    (backend, inputs, attributes) =>
      withPart(backend, inputs.b, { start: 0, shape: inputs.b.shape }, (b) =>
        runStock(fused, backend, { ...inputs, b }, attributes),
      ),
  );
}
