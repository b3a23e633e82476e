// UnsortedSegmentSum, which the wasm backend lacks: row k of x is added to row segmentIds[k] of the result; rows of
// negative number, or beyond the last segment, are dropped.

import { UnsortedSegmentSum, util } from '@tensorflow/tfjs-core';
import { floatView, registerWasmKernel, wordView } from './heap';

export function installSegmentSum(): void {
  registerWasmKernel<'x' | 'segmentIds', { numSegments: number }>(
    UnsortedSegmentSum,
    (backend, { x, segmentIds }, { numSegments }) => {
      const rank = segmentIds.shape.length;
      const rowShape = x.shape.slice(rank);
      const length = util.sizeFromShape(rowShape);
      const out = backend.makeOutput([numSegments, ...rowShape], 'float32');
      const rows = floatView(backend, x);
      const sums = new Float64Array(numSegments * length);
      wordView(backend, segmentIds).forEach((segment, row) => {
        if (segment < 0 || segment >= numSegments) return;
        for (let i = 0; i < length; i++) {
          const target = segment * length + i;
          sums[target] = (sums[target] as number) + (rows[row * length + i] as number);
        }
      });
      floatView(backend, out).set(sums);
      return out;
    },
  );
}
