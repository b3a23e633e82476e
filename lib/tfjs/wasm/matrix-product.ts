// BatchMatMul with transposed operands. The stock kernel gives only the untransposed product to XNNPACK and multiplies
// transposed ones by a scalar loop, and every gradient of a product has one. Transposing first costs one pass over the
// operand.

import { BatchMatMul, type TensorInfo, Transpose } from '@tensorflow/tfjs-core';
import { registerWasmKernel, reshaped, runStock, shared, stockKernel } from './heap';

interface MatrixProductAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export function installMatrixProduct(): void {
  const stock = stockKernel(BatchMatMul);
  const transpose = stockKernel(Transpose);
  registerWasmKernel<'a' | 'b', MatrixProductAttributes>(
    BatchMatMul,
    (backend, { a, b }, { transposeA, transposeB }) => {
      const turned = (x: TensorInfo, isTransposed: boolean): TensorInfo => {
        if (!isTransposed) return shared(backend, x);
        const rows = x.shape.at(-2) ?? 1;
        const columns = x.shape.at(-1) ?? 1;
        const outer = x.shape.slice(0, -2);
        const shape = [...outer, columns, rows];
        // A vector keeps its order of values when it is turned.
        if (rows === 1 || columns === 1) return shared(backend, x, shape);
        const batch = outer.reduce((product, size) => product * size, 1);
        const flat = reshaped(x, [batch, rows, columns]);
        return reshaped(runStock(transpose, backend, { x: flat }, { perm: [0, 2, 1] }), shape);
      };
      const left = turned(a, transposeA);
      const right = turned(b, transposeB);
      const attributes = { transposeA: false, transposeB: false };
      const product = runStock(stock, backend, { a: left, b: right }, attributes);
      backend.disposeData(left.dataId);
      backend.disposeData(right.dataId);
      return product;
    },
  );
}
