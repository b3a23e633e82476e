// The gradient table with the pack off: which rows of plain TensorFlow.js 4.22 fail on which backend. It shows that the
// table can fail, and what the pack is for.

import { logSoftmax } from '@tensorflow/tfjs-core';
import type { BackendName } from './backend-report';
import type { FailingOrder, GradientRow } from './gradient-row';
import { GRADIENT_TABLE } from './gradient-table';

/** The pack has a logSoftmax of its own, since the stock one is out of the registry's reach. */
export const STOCK_TABLE: readonly GradientRow[] = GRADIENT_TABLE.map((row) =>
  row.name === 'logSoftmax' ? { ...row, f: (x) => logSoftmax(x), stockFails: 2 } : row,
);

/** The faults that are wrong numbers, not exceptions, are all above 2e-2. */
export const STOCK_TOLERANCE = 2e-3;

type Differences = Readonly<Record<string, FailingOrder>>;

const at = (order: FailingOrder, names: readonly string[]): Differences =>
  Object.fromEntries(names.map((name) => [name, order]));

/** The gradient kernels of the cpu backend are wrong for these (batches, uneven sizes); all lack a second derivative. */
const RESIZED = at(2, [
  'nearest, doubled',
  'nearest, uneven multiple',
  'nearest, no multiple',
  'nearest, corners',
  'nearest, smaller',
  'bilinear, doubled',
  'bilinear, corners',
  'bilinear, smaller',
]);

/** Rows that fail at another order than on cpu. */
const DIFFERENCES: Readonly<Record<BackendName, Differences>> = {
  cpu: {},
  wasm: {
    ...RESIZED,
    // There is no kernel for the gradient of a convolution in its filter, none for depthwise ones, and no segment sum.
    ...at(1, [
      'conv2d',
      'conv2d, stride 2',
      'conv2d, uneven stride',
      'conv1d',
      'conv2dTranspose',
      'depthwiseConv2d',
      'depthwiseConv2d, stride 2',
      'gather with repeats',
      'gather along a later axis',
      'unsortedSegmentSum',
    ]),
  },
  webgl: RESIZED,
  webgpu: RESIZED,
};

const orderOn = (backend: BackendName, name: string, onCpu: FailingOrder): FailingOrder => {
  const other = DIFFERENCES[backend][name];
  return other === undefined ? onCpu : other;
};

/** The order at which a row fails by name, for the rows that fail. */
export function stockFailures(backend: BackendName): Readonly<Record<string, FailingOrder>> {
  const orders = STOCK_TABLE.map(
    ({ name, stockFails }) => [name, orderOn(backend, name, stockFails)] as const,
  );
  return Object.fromEntries(orders.filter(([, order]) => order !== null));
}
