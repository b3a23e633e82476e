// OneHot. The wasm backend's own writes int32 bits whatever type is asked for, so that float32 rows hold 1.4e-45, not 1.

import { type NumericDataType, OneHot } from '@tensorflow/tfjs-core';
import { floatView, registerWasmKernel, runStock, stockKernel, wordView } from './heap';

interface OneHotAttributes {
  readonly dtype: NumericDataType | 'bool';
  readonly depth: number;
  readonly onValue: number;
  readonly offValue: number;
}

export function installOneHot(): void {
  const stock = stockKernel(OneHot);
  registerWasmKernel<'indices', OneHotAttributes>(OneHot, (backend, { indices }, attributes) => {
    const { dtype, depth, onValue, offValue } = attributes;
    if (dtype !== 'float32') return runStock(stock, backend, { indices }, attributes);
    const out = backend.makeOutput([...indices.shape, depth], dtype);
    const rows = floatView(backend, out).fill(offValue);
    wordView(backend, indices).forEach((index, row) => {
      if (index >= 0 && index < depth) rows[row * depth + index] = onValue;
    });
    return out;
  });
}
