// Sum and Mean over any axes without moving the tensor. The stock kernels transpose the whole tensor first whenever the
// reduced axes are not the last ones, as in every bias gradient and batch statistic. Here XNNPACK's average pooling adds
// runs of neighbouring rows in float32, and a loop adds the few that are left in double precision.

import {
  AvgPool,
  type KernelConfig,
  Mean,
  Sum,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import {
  floatView,
  registerWasmKernel,
  reshaped,
  runStock,
  stockKernel,
  type WasmBackend,
} from './heap';

interface ReductionAttributes {
  readonly axis: number | number[];
  readonly keepDims: boolean;
}

/** [outer, count, inner]: the middle axis is summed. */
type Block = readonly [outer: number, count: number, inner: number];

function sumMiddle(
  values: Float32Array | Float64Array,
  [outer, count, inner]: Block,
): Float64Array {
  const sums = new Float64Array(outer * inner);
  for (let o = 0; o < outer; o++) {
    for (let column = 0; column < inner; column++) {
      let sum = 0;
      let source = o * count * inner + column;
      for (let i = 0; i < count; i++) {
        sum += values[source] as number;
        source += inner;
      }
      sums[o * inner + column] = sum;
    }
  }
  return sums;
}

/** Rows that XNNPACK adds at once: enough to leave few, not so many that float32 shows. */
const MIN_WINDOW = 8;
const MAX_WINDOW = 256;
/** Below this many values the loop alone is faster. */
const MIN_POOLED = 4096;

/** The largest number of neighbouring rows that divides `count`, or 1. */
function windowOf(count: number): number {
  for (let window = Math.min(MAX_WINDOW, count); window >= MIN_WINDOW; window--) {
    if (count % window === 0) return window;
  }
  return 1;
}

/** As sumMiddle, of a tensor. */
function sumMiddleOfTensor(
  backend: WasmBackend,
  avgPool: KernelConfig,
  x: TensorInfo,
  block: Block,
): Float64Array {
  const [outer, count, inner] = block;
  const window = windowOf(count);
  if (inner === 1 || window === 1 || outer * count * inner < MIN_POOLED) {
    return sumMiddle(floatView(backend, x), block);
  }
  const attributes = { filterSize: [window, 1], strides: [window, 1], pad: 'valid' };
  const rows = reshaped(x, [outer, count, 1, inner]);
  const averages = runStock(avgPool, backend, { x: rows }, attributes);
  const sums = sumMiddle(floatView(backend, averages), [outer, count / window, inner]);
  backend.disposeData(averages.dataId);
  return sums.map((sum) => sum * window);
}

/** Sums over `axes`, one run of neighbouring axes at a time, the last first. */
function sumOver(
  backend: WasmBackend,
  avgPool: KernelConfig,
  x: TensorInfo,
  axes: readonly number[],
): Float32Array | Float64Array {
  let result: Float64Array | null = null;
  let inner = 1;
  for (let last = x.shape.length - 1; last >= 0; last--) {
    if (!axes.includes(last)) {
      inner *= x.shape[last] ?? 1;
      continue;
    }
    let first = last;
    while (first > 0 && axes.includes(first - 1)) first--;
    const count = util.sizeFromShape(x.shape.slice(first, last + 1));
    const block: Block = [util.sizeFromShape(x.shape.slice(0, first)), count, inner];
    result = result ? sumMiddle(result, block) : sumMiddleOfTensor(backend, avgPool, x, block);
    last = first;
  }
  return result ?? floatView(backend, x);
}

function reduce(
  backend: WasmBackend,
  avgPool: KernelConfig,
  x: TensorInfo,
  { axis, keepDims, isMean }: ReductionAttributes & { readonly isMean: boolean },
): TensorInfo {
  const axes = util.parseAxisParam(axis, x.shape);
  const shape = keepDims
    ? x.shape.map((size, i) => (axes.includes(i) ? 1 : size))
    : x.shape.filter((_, i) => !axes.includes(i));
  const sums = sumOver(backend, avgPool, x, axes);
  const divisor = isMean ? util.sizeFromShape(x.shape) / sums.length : 1;
  const quotients = sums.map((sum) => sum / divisor);
  const out = backend.makeOutput(shape, 'float32');
  floatView(backend, out).set(quotients);
  return out;
}

export function installReductions(): void {
  const avgPool = stockKernel(AvgPool);
  for (const kernelName of [Sum, Mean]) {
    const stock = stockKernel(kernelName);
    const isMean = kernelName === Mean;
    registerWasmKernel<'x', ReductionAttributes>(kernelName, (backend, { x }, a) =>
      x.dtype === 'float32' && util.sizeFromShape(x.shape) > 0
        ? reduce(backend, avgPool, x, { ...a, isMean })
        : runStock(stock, backend, { x }, a),
    );
  }
}
