// Sum and Mean over any axes, in double precision and without moving the tensor. The stock kernels transpose the whole
// tensor first whenever the reduced axes are not the last ones, as in every bias gradient and batch statistic.

import { Mean, Sum, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { floatView, registerWasmKernel, runStock, stockKernel, type WasmBackend } from './heap';

interface ReductionAttributes {
  readonly axis: number | number[];
  readonly keepDims: boolean;
}

/** Sums the middle axis of [outer, count, inner] into [outer, inner]. */
function sumMiddle(
  values: Float32Array | Float64Array,
  [outer, count, inner]: readonly [number, number, number],
): Float64Array {
  const sums = new Float64Array(outer * inner);
  let source = 0;
  if (inner === 1) {
    for (let o = 0; o < outer; o++) {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += values[source++] as number;
      sums[o] = sum;
    }
    return sums;
  }
  for (let o = 0; o < outer; o++) {
    const start = o * inner;
    for (let i = 0; i < count; i++) {
      for (let k = start; k < start + inner; k++) {
        sums[k] = (sums[k] as number) + (values[source++] as number);
      }
    }
  }
  return sums;
}

/** Sums over `axes`, one run of neighbouring axes at a time, the last first. */
function sumOver(
  values: Float32Array,
  shape: readonly number[],
  axes: readonly number[],
): Float32Array | Float64Array {
  let result: Float32Array | Float64Array = values;
  let inner = 1;
  for (let last = shape.length - 1; last >= 0; last--) {
    if (!axes.includes(last)) {
      inner *= shape[last] ?? 1;
      continue;
    }
    let first = last;
    while (first > 0 && axes.includes(first - 1)) first--;
    const count = util.sizeFromShape(shape.slice(first, last + 1));
    const outer = util.sizeFromShape(shape.slice(0, first));
    result = sumMiddle(result, [outer, count, inner]);
    last = first;
  }
  return result;
}

function reduce(
  backend: WasmBackend,
  x: TensorInfo,
  { axis, keepDims }: ReductionAttributes,
  divide: boolean,
): TensorInfo {
  const axes = util.parseAxisParam(axis, x.shape);
  const shape = keepDims
    ? x.shape.map((size, i) => (axes.includes(i) ? 1 : size))
    : x.shape.filter((_, i) => !axes.includes(i));
  const out = backend.makeOutput(shape, 'float32');
  const sums = sumOver(floatView(backend, x), x.shape, axes);
  const result = floatView(backend, out);
  if (divide) {
    const count = util.sizeFromShape(x.shape) / result.length;
    sums.forEach((sum, i) => {
      result[i] = sum / count;
    });
  } else {
    result.set(sums);
  }
  return out;
}

export function installReductions(): void {
  for (const kernelName of [Sum, Mean]) {
    const stock = stockKernel(kernelName);
    registerWasmKernel<'x', ReductionAttributes>(kernelName, (backend, { x }, a) =>
      x.dtype === 'float32' && util.sizeFromShape(x.shape) > 0
        ? reduce(backend, x, a, kernelName === Mean)
        : runStock(stock, backend, { x }, a),
    );
  }
}
