import {
  _FusedMatMul,
  BatchMatMul,
  concat,
  DepthToSpace,
  engine,
  exp,
  fused,
  LeakyRelu,
  Maximum,
  MaxPool,
  MaxPoolGrad,
  Mean,
  Minimum,
  matMul,
  maxPool,
  memory,
  OneHot,
  Prelu,
  Reverse,
  reshape,
  Slice,
  Sum,
  setBackend,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  Tile,
  tanh,
  tensor,
  tidy,
  UnsortedSegmentSum,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import { startBackend } from '../backends';
import { compareBackends } from '../compare-backends';
import { nodeEnvironment } from '../node-environment';

// Sums of at most a few hundred products of standard normals in float32, in another order.
const TOLERANCE = 1e-4;

const stream = createStream(2, 'kernels');
const product = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
const input = (name: string, shape: readonly number[]) => ({
  name,
  shape,
  values: stream.normals(product(shape)),
});

const size = (min: number, max: number) => fc.integer({ min, max });
const shapeOf = (ranks: { min: number; max: number }) =>
  fc.array(size(1, 5), { minLength: ranks.min, maxLength: ranks.max });

const BATCHES: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[], []],
  [[3], [3]],
  [[1], [3]],
  [[3], [1]],
  [
    [2, 2],
    [2, 2],
  ],
];

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
  await startBackend('wasm', nodeEnvironment());
});

describe('the wasm kernels of the pack give what the cpu backend gives', () => {
  it('matrix products, however turned, batched and broadcast', () => {
    const matrices = fc.record({
      batch: fc.constantFrom(...BATCHES),
      sizes: fc.tuple(size(1, 30), size(1, 30), size(1, 30)),
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
    });
    fc.assert(
      fc.property(matrices, ({ batch, sizes: [m, k, n], transposeA, transposeB }) => {
        const [outerA, outerB] = batch;
        const a = input('a', [...outerA, ...(transposeA ? [k, m] : [m, k])]);
        const b = input('b', [...outerB, ...(transposeB ? [n, k] : [k, n])]);
        const worst = compareBackends(BatchMatMul, [a, b], { transposeA, transposeB });
        expect(worst).toBeLessThan(TOLERANCE);
      }),
      { numRuns: 150 },
    );
  });

  it('matrix products with a bias and an activation', () => {
    const products = fc.record({
      sizes: fc.tuple(size(1, 20), size(1, 20), size(1, 20)),
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
      activation: fc.constantFrom('linear', 'relu', 'leakyrelu', 'relu6', 'elu', 'sigmoid'),
      isBiased: fc.boolean(),
    });
    fc.assert(
      fc.property(products, ({ sizes: [m, k, n], isBiased, ...attributes }) => {
        const a = input('a', [1, ...(attributes.transposeA ? [k, m] : [m, k])]);
        const b = input('b', [1, ...(attributes.transposeB ? [n, k] : [k, n])]);
        const inputs = isBiased ? [a, b, input('bias', [n])] : [a, b];
        const worst = compareBackends(_FusedMatMul, inputs, { ...attributes, leakyreluAlpha: 0.2 });
        expect(worst).toBeLessThan(TOLERANCE);
      }),
      { numRuns: 100 },
    );
  });

  it('sums and means over any axes, with and without keeping them', () => {
    const reductions = shapeOf({ min: 1, max: 5 }).chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        axis: fc.subarray([...shape.keys()], { minLength: 1 }),
        keepDims: fc.boolean(),
        kernelName: fc.constantFrom(Sum, Mean),
      }),
    );
    fc.assert(
      fc.property(reductions, ({ shape, axis, keepDims, kernelName }) => {
        const worst = compareBackends(kernelName, [input('x', shape)], { axis, keepDims });
        expect(worst).toBeLessThan(TOLERANCE);
      }),
      { numRuns: 150 },
    );
  });

  it('sums of tensors of more rows than a block of a sum has', () => {
    const blocks = [
      { shape: [8, 14, 7, 16], axis: [0, 1, 2] },
      { shape: [8, 14, 7, 16], axis: [1, 2] },
      { shape: [8, 14, 7, 16], axis: [0, 2] },
      { shape: [8, 14, 7, 16], axis: [3] },
      { shape: [257, 40], axis: [0] },
      { shape: [3, 5000], axis: [1] },
    ];
    for (const { shape, axis } of blocks) {
      for (const [kernelName, tolerance] of [
        [Sum, 2e-3], // up to 12,544 terms; the cpu backend adds in float32 too
        [Mean, 1e-5],
      ] as const) {
        const worst = compareBackends(kernelName, [input('x', shape)], { axis, keepDims: false });
        expect(worst).toBeLessThan(tolerance);
      }
    }
  });

  it('leaky ReLU of any size and slope', () => {
    fc.assert(
      fc.property(shapeOf({ min: 1, max: 4 }), fc.constantFrom(0, 0.01, 0.2, 1), (shape, alpha) => {
        expect(compareBackends(LeakyRelu, [input('x', shape)], { alpha })).toBeLessThan(1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it('the hyperbolic tangent, to the last places of float32', () => {
    const special = [0, -0, 1e-30, -1e-6, 0.6249, 0.625, 9.9, 10, -40, 1e30, Infinity, -Infinity];
    const values = Float32Array.of(...special, ...stream.normals(1001).map((value) => 4 * value));
    void setBackend('wasm');
    const y = tidy(() => tanh(tensor(values)).dataSync());
    const errors = Array.from(y, (value, i) => {
      const exact = Math.tanh(values[i]!);
      return exact === 0 ? Math.abs(value) : Math.abs(value / exact - 1);
    });
    expect(Math.max(...errors)).toBeLessThan(3e-7);
    expect(tidy(() => tanh(tensor([Number.NaN])).dataSync()[0])).toBeNaN();
  });

  it('the exponential, to the last places of float32, and to both of its ends', () => {
    const special = [
      0,
      -0,
      1e-30,
      -1e-6,
      88.7,
      89,
      200,
      Infinity,
      -87.4,
      -100,
      -104,
      -200,
      -Infinity,
    ];
    const values = Float32Array.of(...special, ...stream.normals(1001).map((value) => 20 * value));
    void setBackend('wasm');
    const y = tidy(() => exp(tensor(values)).dataSync());
    const smallest = 1.4e-45;
    const errors = Array.from(y, (value, i) => {
      const exact = Math.fround(Math.exp(values[i]!));
      return value === exact ? 0 : (Math.abs(value - exact) - smallest) / exact;
    });
    expect(Math.max(...errors)).toBeLessThan(3e-7);
    expect(tidy(() => exp(tensor([Number.NaN])).dataSync()[0])).toBeNaN();
  });

  it('the larger and the smaller of two tensors, of a tensor and a number, and of shapes that broadcast', () => {
    for (const kernelName of [Maximum, Minimum]) {
      for (const shapes of [
        [
          [3, 7],
          [3, 7],
        ],
        [[3, 7], []],
        [
          [3, 7],
          [1, 1],
        ],
        [[3, 7], [7]],
        [[], [2, 2]],
      ] as const) {
        const inputs = [input('a', shapes[0]), input('b', shapes[1])];
        expect(compareBackends(kernelName, inputs, {})).toBe(0);
      }
    }
  });

  it('joins, turns and opens out tensors, exactly', () => {
    const shapes = shapeOf({ min: 2, max: 4 }).chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        axis: fc.integer({ min: -shape.length, max: shape.length - 1 }),
        more: size(1, 4),
        dims: fc.subarray([...shape.keys()], { minLength: 1 }),
      }),
    );
    fc.assert(
      fc.property(shapes, ({ shape, axis, more, dims }) => {
        const x = input('x', shape);
        const other = input('y', shape.with(axis, more));
        const joined = ['cpu', 'wasm'].map((backend) => {
          void setBackend(backend);
          return tidy(() => {
            const parts = [x, other, x].map((part) => tensor(part.values, [...part.shape]));
            return concat(parts, axis).dataSync();
          });
        });
        expect(joined[1]).toEqual(joined[0]);
        expect(compareBackends(Reverse, [x], { dims })).toBe(0);
      }),
      { numRuns: 100 },
    );
    for (const blockSize of [2, 3]) {
      const x = input('x', [2, 3, 4, blockSize * blockSize * 2]);
      const attributes = { blockSize, dataFormat: 'NHWC' };
      expect(compareBackends(DepthToSpace, [x], attributes)).toBe(0);
    }
  });

  it('slices and repeats of any rank, exactly, for float32 and int32', () => {
    const moves = shapeOf({ min: 1, max: 5 }).chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        ranges: fc.tuple(
          ...shape.map((whole) =>
            fc.tuple(size(0, whole - 1), size(1, whole)).map(([begin, count]) => ({
              begin,
              count: Math.min(count, whole - begin),
            })),
          ),
        ),
        reps: fc.tuple(...shape.map(() => size(1, 3))),
        isInteger: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(moves, ({ shape, ranges, reps, isInteger }) => {
        const floats = input('x', shape);
        const x = isInteger
          ? { ...floats, values: Int32Array.from(floats.values, (value) => 1e9 * value) }
          : floats;
        const begin = ranges.map((range) => range.begin);
        const counts = ranges.map((range) => range.count);
        expect(compareBackends(Slice, [x], { begin, size: counts })).toBe(0);
        expect(compareBackends(Tile, [x], { reps: [...reps] })).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it('joins of any number of tensors along any axis, exactly, for float32 and int32', () => {
    const joins = shapeOf({ min: 1, max: 4 }).chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        axis: size(0, shape.length - 1),
        sizes: fc.array(size(0, 3), { minLength: 2, maxLength: 4 }),
        dtype: fc.constantFrom('float32' as const, 'int32' as const),
      }),
    );
    fc.assert(
      fc.property(joins, ({ shape, axis, sizes, dtype }) => {
        fc.pre(sizes.some((count) => count > 0));
        const [onCpu, onWasm] = ['cpu', 'wasm'].map((backend) => {
          void setBackend(backend);
          return tidy(() => {
            const parts = sizes.map((count, k) => {
              const partShape = shape.map((whole, i) => (i === axis ? count : whole));
              const length = partShape.reduce((product, whole) => product * whole, 1);
              const values = Array.from({ length }, (_, i) => 100 * k + i);
              return tensor(values, partShape, dtype);
            });
            const joined = concat(parts, axis);
            return { shape: joined.shape, values: [...joined.dataSync()] };
          });
        });
        expect(onWasm).toEqual(onCpu);
      }),
      { numRuns: 100 },
    );
  });

  it('segment sums, dropping rows of negative number', () => {
    const segments = fc.record({
      ids: fc.array(size(-1, 4), { minLength: 1, maxLength: 8 }),
      columns: size(1, 6),
    });
    fc.assert(
      fc.property(segments, ({ ids, columns }) => {
        const x = input('x', [ids.length, columns]);
        const segmentIds = {
          name: 'segmentIds',
          shape: [ids.length],
          values: Int32Array.from(ids),
        };
        const worst = compareBackends(UnsortedSegmentSum, [x, segmentIds], { numSegments: 5 });
        expect(worst).toBeLessThan(TOLERANCE);
      }),
      { numRuns: 50 },
    );
  });

  it('one-hot rows of float32 and int32, with nothing where the index is out of range', () => {
    const indices = { name: 'indices', shape: [2, 3], values: Int32Array.of(0, 2, -1, 3, 1, 4) };
    for (const dtype of ['float32', 'int32']) {
      const attributes = { dtype, depth: 4, onValue: 1, offValue: 0 };
      expect(compareBackends(OneHot, [indices], attributes)).toBe(0);
    }
  });

  it('gradients of max pooling, in windows of negative values too', () => {
    const pools = fc.record({
      shape: fc.tuple(size(1, 2), size(3, 8), size(3, 8), size(1, 3)),
      filterSize: size(2, 3),
      strides: size(1, 3),
      pad: fc.constantFrom('same', 'valid'),
    });
    fc.assert(
      fc.property(pools, ({ shape, filterSize, strides, pad }) => {
        const attributes = { filterSize, strides, pad };
        const x = {
          ...input('input', shape),
          values: stream.normals(product(shape)).map((v) => v - 3),
        };
        expect(compareBackends(MaxPool, [{ ...x, name: 'x' }], attributes)).toBe(0);
        void setBackend('cpu');
        const y = tidy(() =>
          maxPool(tensor(x.values, shape) as Tensor4D, filterSize, strides, pad as 'same'),
        );
        const output = { name: 'output', shape: y.shape, values: y.dataSync() as Float32Array };
        y.dispose();
        const worst = compareBackends(
          MaxPoolGrad,
          [input('dy', output.shape), x, output],
          attributes,
        );
        expect(worst).toBeLessThan(TOLERANCE);
      }),
      { numRuns: 60 },
    );
  });

  it('a product of the same values under another shape does not reuse the packed ones', () => {
    void setBackend('wasm');
    const values = tensor(stream.normals(36), [36, 1]) as Tensor2D;
    const rows = tensor(stream.normals(72), [2, 36]) as Tensor2D;
    const one = tensor([[1], [2]]) as Tensor2D;
    const [, turned, fusedProduct] = tidy(() => [
      matMul(rows, values).dataSync(),
      matMul(one, reshape(values, [1, 36])).dataSync(),
      fused.matMul({ a: one, b: reshape(values, [1, 36]) }).dataSync(),
    ]) as unknown as Float32Array[];
    const expected = values.dataSync();
    const doubled = expected.map((value) => 2 * value);
    expect([...turned!]).toEqual([...expected, ...doubled]);
    expect([...fusedProduct!]).toEqual([...expected, ...doubled]);
  });

  it('parametric ReLU with slopes along any axis', () => {
    for (const alpha of [[4], [3, 4], [1, 3, 1], [2, 1, 1], [2, 1, 4], [1]]) {
      const inputs = [input('x', [2, 3, 4]), input('alpha', alpha)];
      expect(compareBackends(Prelu, inputs, {})).toBeLessThan(1e-6);
    }
  });

  it('no kernel leaves tensors, buffers or heap records behind', () => {
    void setBackend('wasm');
    const before = { ...memory(), records: engine().backend.numDataIds() };
    tidy(() => {
      const a = tensor(stream.normals(3 * 20 * 20), [3, 20, 20]);
      return matMul(a as Tensor, a as Tensor, true, true);
    }).dispose();
    expect({ ...memory(), records: engine().backend.numDataIds() }).toEqual(before);
  });
});
