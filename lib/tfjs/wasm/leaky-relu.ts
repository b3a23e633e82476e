// LeakyRelu by XNNPACK's PReLU with one slope for all. The stock kernel branches on every value, which on activations of
// random sign costs ten times as much.

import { LeakyRelu, Prelu, util } from '@tensorflow/tfjs-core';
import { floatView, registerWasmKernel, reshaped, runStock, stockKernel } from './heap';

/** Lengths of the row that the slope is repeated over; the longest that divides the tensor is taken. */
const ROWS = [64, 32, 16, 8, 4, 2] as const;

export function installLeakyRelu(): void {
  const stock = stockKernel(LeakyRelu);
  const prelu = stockKernel(Prelu);
  registerWasmKernel<'x', { alpha: number }>(LeakyRelu, (backend, { x }, { alpha }) => {
    const size = util.sizeFromShape(x.shape);
    const row = ROWS.find((length) => size % length === 0);
    if (x.dtype !== 'float32' || size === 0 || row === undefined) {
      return runStock(stock, backend, { x }, { alpha });
    }
    const slopes = backend.makeOutput([row], 'float32');
    floatView(backend, slopes).fill(alpha);
    const rows = reshaped(x, [size / row, row]);
    const result = runStock(prelu, backend, { x: rows, alpha: slopes }, {});
    backend.disposeData(slopes.dataId);
    return reshaped(result, x.shape);
  });
}
