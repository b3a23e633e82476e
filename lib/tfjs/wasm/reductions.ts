// Sum and Mean over any axes without moving the tensor: the stock kernels transpose the whole tensor first whenever the
// reduced axes are not the last ones, as in every bias gradient and batch statistic.

import { Mean, Sum, type TensorInfo, util } from '@tensorflow/tfjs-core';
import {
  addressOf,
  registerWasmKernel,
  reshaped,
  runStock,
  shared,
  stockKernel,
  type WasmBackend,
} from './heap';
import { scratch, simdKernels } from './simd-kernels';

interface ReductionAttributes {
  readonly axis: number | number[];
  readonly keepDims: boolean;
}

/** [outer, count, inner]: the middle axis is summed. */
type Block = readonly [outer: number, count: number, inner: number];

/** The sums over `axes` of a tensor of this shape, one run of neighbouring axes at a time, the last first. */
function blocksOf(shape: readonly number[], axes: readonly number[]): Block[] {
  const blocks: Block[] = [];
  let inner = 1;
  for (let last = shape.length - 1; last >= 0; last--) {
    if (!axes.includes(last)) {
      inner *= shape[last] ?? 1;
      continue;
    }
    let first = last;
    while (first > 0 && axes.includes(first - 1)) first--;
    const count = util.sizeFromShape(shape.slice(first, last + 1));
    blocks.push([util.sizeFromShape(shape.slice(0, first)), count, inner]);
    last = first;
  }
  return blocks;
}

function sumMiddle(
  backend: WasmBackend,
  x: TensorInfo,
  [outer, count, inner]: Block,
  isMean: boolean,
): TensorInfo {
  const out = backend.makeOutput([outer, inner], 'float32');
  const kernels = simdKernels(backend);
  const space = scratch(backend, kernels.sumMiddleScratch(inner));
  const divisor = isMean ? count : 1;
  const [from, to] = [addressOf(backend, x), addressOf(backend, out)];
  kernels.sumMiddle(from, outer, count, inner, divisor, to, space);
  return out;
}

function reduce(
  backend: WasmBackend,
  x: TensorInfo,
  { axis, keepDims, isMean }: ReductionAttributes & { readonly isMean: boolean },
): TensorInfo {
  const axes = util.parseAxisParam(axis, x.shape);
  const shape = keepDims
    ? x.shape.map((size, i) => (axes.includes(i) ? 1 : size))
    : x.shape.filter((_, i) => !axes.includes(i));
  let result: TensorInfo | null = null;
  for (const block of blocksOf(x.shape, axes)) {
    const next = sumMiddle(backend, result ?? x, block, isMean);
    if (result) backend.disposeData(result.dataId);
    result = next;
  }
  return result ? reshaped(result, shape) : shared(backend, x, shape);
}

export function installReductions(): void {
  for (const kernelName of [Sum, Mean]) {
    const stock = stockKernel(kernelName);
    const isMean = kernelName === Mean;
    registerWasmKernel<'x', ReductionAttributes>(kernelName, (backend, { x }, a) =>
      x.dtype === 'float32' && util.sizeFromShape(x.shape) > 0
        ? reduce(backend, x, { ...a, isMean })
        : runStock(stock, backend, { x }, a),
    );
  }
}
