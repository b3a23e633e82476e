import {
  grads,
  mul,
  square,
  sum,
  type Tensor,
  tensor1d,
  variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../backends';
import { nodeEnvironment } from '../node-environment';
import { scaledGradient } from './scaled-gradient';

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
});

describe('a scaled gradient', () => {
  it.each([0.25, 1, 2])(
    'leaves the value alone and counts %d times before it, once beside it',
    (share) => {
      const x = tensor1d([1, 2]);
      const w = tensor1d([3, -1]);
      const f = (a: Tensor, b: Tensor) => sum(square(mul(scaledGradient(a, share), b)));
      expect(f(x, w).dataSync()[0]).toBe(13);
      const [dx, dw] = grads(f)([x, w]);
      expect([...dx!.dataSync()]).toEqual([18 * share, 4 * share]);
      expect([...dw!.dataSync()]).toEqual([6, -8]);
    },
  );

  it('lets nothing through at 0', () => {
    const x = variable(tensor1d([1, 2]));
    const w = variable(tensor1d([3, -1]));
    const { grads: found } = variableGrads(() => sum(mul(scaledGradient(square(x), 0), w)), [x, w]);
    expect(found[x.name]).toBeUndefined();
    expect([...found[w.name]!.dataSync()]).toEqual([1, 4]);
  });
});
