import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import { SIMD_BUILDS, type SimdKernels, simdKernelsOn } from './simd-kernels';

// Sums of 300 products of standard normals in float32, the worst of some ten million: a few units of 17 · 2^-20.
const TOLERANCE = 1e-4;
const UNTOUCHED = 7;

const memory = new WebAssembly.Memory({ initial: 128 });
const floats = new Float32Array(memory.buffer);
const stream = createStream(3, 'simd-kernels');

/** Values of a matrix at most: some right factors are then too large to be packed at once. */
const MOST = 131072;

/** Where the tests put things, in float32 words. */
const A = 1024;
const B = A + MOST;
const BIAS = B + MOST;
const OUT = BIAS + 1024;
const SCRATCH = OUT + MOST;

interface Product {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly turnedA: boolean;
  readonly turnedB: boolean;
  readonly isBiased: boolean;
  readonly slope: number;
}

const size = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constantFrom(1, 2, 8, 257, 300));
const products: fc.Arbitrary<Product> = fc
  .record({
    m: size,
    k: size,
    n: size,
    turnedA: fc.boolean(),
    turnedB: fc.boolean(),
    isBiased: fc.boolean(),
    slope: fc.constantFrom(0, 0.2, 1),
  })
  .filter(({ m, k, n }) => Math.max(m * k, k * n, m * n) < MOST);

function expected({ m, k, n, turnedA, turnedB, isBiased, slope }: Product): number[] {
  return Array.from({ length: m * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let sum = isBiased ? floats[BIAS + j]! : 0;
    for (let p = 0; p < k; p++) {
      const a = floats[A + (turnedA ? p * m + i : i * k + p)]!;
      sum += a * floats[B + (turnedB ? j * k + p : p * n + j)]!;
    }
    return sum > 0 ? sum : slope * sum;
  });
}

function run(kernels: SimdKernels, { m, k, n, turnedA, turnedB, isBiased, slope }: Product): void {
  kernels.matrixProduct(
    4 * A,
    Number(turnedA),
    4 * B,
    Number(turnedB),
    m,
    k,
    n,
    isBiased ? 4 * BIAS : 0,
    slope,
    4 * OUT,
    4 * SCRATCH,
  );
}

describe.each(SIMD_BUILDS)('the %s build', (build) => {
  let kernels: SimdKernels;

  beforeAll(async () => {
    const found = await simdKernelsOn(memory, build);
    if (!found) throw new Error(`this engine does not know the ${build} instructions`);
    kernels = found;
    floats.set(stream.normals(OUT - A), A);
  });

  it('multiplies as double precision does, and writes nothing beyond the result and its scratch', () => {
    fc.assert(
      fc.property(products, (product) => {
        const { m, k, n } = product;
        const scratchEnd = SCRATCH + Math.ceil(kernels.matrixProductScratch(k, n) / 4);
        const borders = [OUT - 1, OUT + m * n, SCRATCH - 1, scratchEnd];
        floats.fill(Number.NaN, OUT - 1, SCRATCH);
        for (const border of borders) floats[border] = UNTOUCHED;
        run(kernels, product);
        const errors = expected(product).map((value, i) => Math.abs(value - floats[OUT + i]!));
        expect(errors.filter((error) => !(error < TOLERANCE))).toEqual([]);
        expect(borders.map((border) => floats[border])).toEqual(borders.map(() => UNTOUCHED));
      }),
      { numRuns: 100 },
    );
  });
});
