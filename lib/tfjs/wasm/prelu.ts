// Prelu with slopes along any axes. XNNPACK takes the slopes as the last axes of x; the stock kernel hands it any others all
// the same, and gets wrong values.

import { Prelu, Tile, util } from '@tensorflow/tfjs-core';
import { registerWasmKernel, reshaped, runStock, stockKernel } from './heap';

export function installPrelu(): void {
  const stock = stockKernel(Prelu);
  const tile = stockKernel(Tile);
  registerWasmKernel<'x' | 'alpha', object>(Prelu, (backend, { x, alpha }, attributes) => {
    const slopes = alpha.shape.slice(alpha.shape.findIndex((size) => size !== 1));
    const isLast = slopes.join() === x.shape.slice(x.shape.length - slopes.length).join();
    if (isLast || util.sizeFromShape(alpha.shape) === 1) {
      return runStock(stock, backend, { x, alpha }, attributes);
    }
    const missing = x.shape.length - alpha.shape.length;
    const shape = [...new Array<number>(missing).fill(1), ...alpha.shape];
    const reps = x.shape.map((size, axis) => size / (shape[axis] ?? 1));
    const repeated = runStock(tile, backend, { x: reshaped(alpha, shape) }, { reps });
    const result = runStock(stock, backend, { x, alpha: repeated }, attributes);
    backend.disposeData(repeated.dataId);
    return result;
  });
}
