// How fast the current backend multiplies matrices: what the arithmetic of a step is held against.

import { matMul, randomUniform, type Tensor2D, tidy } from '@tensorflow/tfjs-core';

const SIZES = [128, 256, 512] as const;
const MIN_MS = 100;
const ATTEMPTS = 3;

async function gflopPerSecond(size: number): Promise<number> {
  const [a, b] = tidy(() => [randomUniform([size, size]), randomUniform([size, size])]);
  const run = async (count: number): Promise<number> => {
    const started = performance.now();
    let last: Tensor2D | null = null;
    for (let i = 0; i < count; i++) {
      last?.dispose();
      last = matMul(a as Tensor2D, b as Tensor2D);
    }
    await last?.data();
    last?.dispose();
    return performance.now() - started;
  };
  await run(2);
  const count = Math.max(1, Math.ceil(MIN_MS / (await run(1))));
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ATTEMPTS; i++) best = Math.min(best, (await run(count)) / count);
  a?.dispose();
  b?.dispose();
  return (2 * size ** 3) / (best * 1e6);
}

/** The best of several square sizes, in 10⁹ operations a second; a multiplication and an addition are two. */
export async function matMulGflopPerSecond(): Promise<number> {
  let best = 0;
  for (const size of SIZES) best = Math.max(best, await gflopPerSecond(size));
  return best;
}
