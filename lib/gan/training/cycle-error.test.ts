import { tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { cycleError, rolled } from './cycle-error';

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
});

describe('the error of a way around', () => {
  it('is the mean length of the difference, beside that to the neighbour in the batch', () => {
    const x = tensor2d([0, 0, 3, 4, 0, 1], [3, 2]);
    const back = tensor2d([0, 1, 3, 4, 0, 3], [3, 2]);
    const { error, shuffled, ratio } = cycleError(x, back);
    expect(error.dataSync()[0]).toBeCloseTo((1 + 0 + 2) / 3, 6);
    // Against (3, 4), (0, 1) and (0, 0).
    const expected = (Math.hypot(3, 3) + Math.hypot(3, 3) + 3) / 3;
    expect(shuffled.dataSync()[0]).toBeCloseTo(expected, 5);
    expect(ratio.dataSync()[0]).toBeCloseTo(1 / expected, 5);
  });

  it('is finite where all samples come back alike', () => {
    const x = tensor2d([1, 1, 1, 1], [2, 2]);
    expect(Number.isFinite(cycleError(x, x).ratio.dataSync()[0])).toBe(true);
  });

  it('rolls every sample into the place of the one before it', () => {
    expect([...rolled(tensor2d([1, 2, 3], [3, 1])).dataSync()]).toEqual([2, 3, 1]);
    expect([...rolled(tensor2d([1, 2], [1, 2])).dataSync()]).toEqual([1, 2]);
  });
});
