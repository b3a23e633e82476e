import {
  grad,
  mul,
  type Scalar,
  square,
  sum,
  type Tensor,
  type Tensor4D,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import type { BackendName } from '../backend-report';
import { startBackend } from '../backends';
import { nodeEnvironment } from '../node-environment';
import { useNodeGpu } from '../webgpu/node-gpu';
import { type Resampling, resample, scaledKernel } from './resample';

const BINOMIAL = scaledKernel([1, 3, 3, 1], 1);

interface Row {
  readonly name: string;
  readonly shape: readonly [number, number, number, number];
  readonly resampling: Resampling;
}

const ROWS: readonly Row[] = [
  {
    name: 'up by 2, as in StyleGAN2',
    shape: [2, 4, 3, 3],
    resampling: { up: 2, down: 1, kernel: scaledKernel([1, 3, 3, 1], 2), padding: [2, 1] },
  },
  {
    name: 'down by 2, as in StyleGAN2',
    shape: [1, 6, 8, 1],
    resampling: { up: 1, down: 2, kernel: BINOMIAL, padding: [1, 1] },
  },
  {
    name: 'an asymmetric filter alone, cropped in front',
    shape: [2, 5, 4, 2],
    resampling: { up: 1, down: 1, kernel: [1, -2, 0.5], padding: [-1, 2] },
  },
  {
    name: 'up by 3 and down by 2',
    shape: [1, 5, 7, 2],
    resampling: { up: 3, down: 2, kernel: [1, -2, 0.5], padding: [4, -1] },
  },
];

/** Step by step as the definition says, on one image and channel after the other. */
function directly(
  x: Float32Array,
  [batch, height, width, channels]: Row['shape'],
  { up, down, kernel, padding: [before, after] }: Resampling,
): number[] {
  const taps = kernel.length;
  const [h, w] = [height, width].map((size) =>
    Math.ceil((size * up + before + after - taps + 1) / down),
  ) as [number, number];
  const pixel = (n: number, y: number, x1: number, c: number): number => {
    const [top, left] = [y - before, x1 - before];
    if (top < 0 || left < 0 || top % up !== 0 || left % up !== 0) return 0;
    const [row, column] = [top / up, left / up];
    if (row >= height || column >= width) return 0;
    return x[((n * height + row) * width + column) * channels + c] as number;
  };
  const out: number[] = [];
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < h; y++) {
      for (let x1 = 0; x1 < w; x1++) {
        for (let c = 0; c < channels; c++) {
          let total = 0;
          for (let i = 0; i < taps; i++) {
            for (let j = 0; j < taps; j++) {
              const weight = (kernel[taps - 1 - i] as number) * (kernel[taps - 1 - j] as number);
              total += weight * pixel(n, y * down + i, x1 * down + j, c);
            }
          }
          out.push(total);
        }
      }
    }
  }
  return out;
}

const stream = createStream(6, 'resample');
const normals = (shape: readonly number[]): Float32Array =>
  stream.normals(shape.reduce((a, b) => a * b, 1));

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  a.length === b.length
    ? Array.from(a).reduce((most, v, i) => Math.max(most, Math.abs(v - (b[i] as number))), 0)
    : Number.POSITIVE_INFINITY;

function checks(): void {
  it.each(ROWS)('is what its steps give one after the other: $name', async (row) => {
    const values = normals(row.shape);
    const y = tidy(() => resample(tensor4d(values, [...row.shape]), row.resampling));
    const expected = directly(values, row.shape, row.resampling);
    expect(largestDifference(await y.data(), expected)).toBeLessThan(1e-5);
    y.dispose();
  });

  it.each(ROWS)(
    'has its adjoint as gradient, and itself as the gradient of that: $name',
    async (row) => {
      const { resampling, shape } = row;
      const [dot, dotAdjoint, quadratic, second] = tidy((): Tensor[] => {
        const x = tensor4d(normals(shape), [...shape]);
        const apply = (v: Tensor): Tensor4D => resample(v as Tensor4D, resampling);
        const y = tensor4d(normals(apply(x).shape), apply(x).shape);
        const adjoint = (v: Tensor): Tensor =>
          grad((u: Tensor) => sum(mul(apply(u), v)) as Scalar)(x);
        // |A' v|² has the gradient 2 A A' v.
        const penalty = (v: Tensor): Scalar => sum(square(adjoint(v))) as Scalar;
        return [
          sum(mul(apply(x), y)),
          sum(mul(x, adjoint(y))),
          mul(penalty(y), 2),
          sum(mul(y, grad(penalty)(y))),
        ];
      }) as [Tensor, Tensor, Tensor, Tensor];
      const values = await Promise.all([dot, dotAdjoint, quadratic, second].map((t) => t.data()));
      const [a, b, c, d] = values.map(([value]) => value as number) as [
        number,
        number,
        number,
        number,
      ];
      expect(Math.abs(a - b)).toBeLessThan(1e-5 * Math.max(1, Math.abs(a)));
      expect(Math.abs(c - d)).toBeLessThan(1e-5 * Math.max(1, c));
    },
  );
}

describe('resample on cpu', () => {
  beforeAll(async () => {
    await startBackend('cpu', nodeEnvironment());
  });
  checks();

  it('keeps a constant picture where its filter sums to the factor upsampled by', () => {
    const x = tensor4d(new Float32Array(64).fill(0.25), [1, 8, 8, 1]);
    const y = resample(x, {
      up: 2,
      down: 1,
      kernel: scaledKernel([1, 3, 3, 1], 2),
      padding: [2, 1],
    });
    expect(y.shape).toEqual([1, 16, 16, 1]);
    const inner = [...y.dataSync()].filter((_, i) => {
      const [row, column] = [Math.floor(i / 16), i % 16];
      return row > 0 && row < 15 && column > 0 && column < 15;
    });
    for (const value of inner) expect(value).toBeCloseTo(0.25, 6);
  });

  it('agrees with central differences', () => {
    const { shape, resampling } = ROWS[3] as Row;
    const values = normals(shape);
    const lossOf = (x: Tensor): Scalar => {
      const y = resample(x as Tensor4D, resampling);
      return sum(mul(y, square(y))) as Scalar;
    };
    const valueAt = (v: Float32Array): number =>
      tidy(() => lossOf(tensor4d(v, [...shape])).dataSync()[0] as number);
    const slopes = tidy(() => grad(lossOf)(tensor4d(values, [...shape])).dataSync());
    for (const i of [0, 17, 40, values.length - 1]) {
      const [below, above] = [values.slice(), values.slice()];
      below[i] = (values[i] as number) - 0.01;
      above[i] = (values[i] as number) + 0.01;
      const slope = (valueAt(above) - valueAt(below)) / 0.02;
      expect(Math.abs(slope - (slopes[i] as number))).toBeLessThan(
        0.02 * Math.max(1, Math.abs(slope)),
      );
    }
  });

  it('refuses what would leave nothing, and factors that are not whole', () => {
    const x = tensor4d([1], [1, 1, 1, 1]);
    const kernel = [1, 1, 1];
    expect(() => resample(x, { up: 1, down: 1, kernel, padding: [0, 0] })).toThrow('leave nothing');
    expect(() => resample(x, { up: 1.5, down: 1, kernel, padding: [2, 2] })).toThrow('whole');
  });
});

describe('resample on wasm', () => {
  beforeAll(async () => {
    await startBackend('wasm' satisfies BackendName, nodeEnvironment());
  });
  checks();
});

describe('resample on WebGPU', () => {
  useNodeGpu();
  checks();
});
