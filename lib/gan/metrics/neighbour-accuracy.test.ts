import { describe, expect, it } from 'vitest';
import { matrixOf } from './matrix';
import { neighbourAccuracy } from './neighbour-accuracy';
import { complete } from './slices';

const line = (...at: number[]) => matrixOf(Float32Array.from(at), 1);

describe('the accuracy of the nearest neighbour', () => {
  it('is the share whose nearest other row is of the same class', () => {
    // 0 and 1 have each other, 2.5 has 1, 10 and 11 have each other.
    const asked = { rows: line(0, 1, 2.5, 10, 11), labels: [0, 0, 1, 1, 0] };
    expect(complete(neighbourAccuracy(asked))).toBeCloseTo(2 / 5, 6);
  });

  it('asks known rows where there are any', () => {
    const known = { rows: line(0, 10), labels: [4, 7] };
    const asked = { rows: line(1, 9, 4), labels: [4, 7, 7] };
    expect(complete(neighbourAccuracy(asked, known))).toBeCloseTo(2 / 3, 6);
  });
});
