import {
  abs,
  add,
  concat,
  grad,
  max,
  mean,
  mul,
  neg,
  sigmoid,
  sub,
  sum,
  type Tensor,
  tensor2d,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../tfjs/backends';
import { logSumExp } from '../../tfjs/gradients/softmax';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { LOSSES } from '../losses';
import { createStream } from '../rng';
import { classLoss, HEADS, headWidth, realLogit } from './semi-supervised-heads';

const K = 4;
const N = 6;
const PLAIN = { blend: 0, smoothing: 0 };

/** Logits of every size, [N, width]. */
const logits = (width: number, seed = 1): Tensor =>
  tensor2d(
    createStream(seed, 'logits')
      .normals(N * width)
      .map((value) => 3 * value),
    [N, width],
  );

const numberOf = (of: () => Tensor): number => tidy(() => of().dataSync()[0] ?? Number.NaN);
const oneHot = (labels: readonly number[]): Tensor =>
  tensor2d(
    labels.flatMap((label) => Array.from({ length: K }, (_, k) => (k === label ? 1 : 0))),
    [labels.length, K],
  );

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
});

describe('the verdict of a classifier', () => {
  it('is one minus the softmax probability of the fake class', () => {
    tidy(() => {
      const output = logits(K + 1);
      const found = sigmoid(realLogit('classFake', output, K)).dataSync();
      const rows = output.arraySync() as number[][];
      for (const [n, row] of rows.entries()) {
        const total = row.reduce((z, l) => z + Math.exp(l), 0);
        expect(found[n]).toBeCloseTo(1 - Math.exp(row[K] ?? 0) / total, 6);
      }
    });
  });

  it('is Z / (Z + 1) with Z the sum of exponentials where no class stands for fake', () => {
    tidy(() => {
      const output = logits(K);
      const found = sigmoid(realLogit('implicitFake', output, K)).dataSync();
      const rows = output.arraySync() as number[][];
      for (const [n, row] of rows.entries()) {
        const z = row.reduce((sum, l) => sum + Math.exp(l), 0);
        expect(found[n]).toBeCloseTo(z / (z + 1), 6);
      }
    });
  });

  it('is the same with a fake class whose logit is 0 as without one', () => {
    tidy(() => {
      const output = logits(K);
      const fixed = concat([output, zeros([N, 1])], 1);
      const [a, b] = [realLogit('classFake', fixed, K), realLogit('implicitFake', output, K)];
      const difference = max(abs(sub(a, b))).dataSync()[0];
      expect(difference).toBeLessThan(1e-6);
      // The whole loss of unlabelled and generated samples with it.
      const loss = (l: Tensor) => LOSSES.nonSaturating.d(l, l, PLAIN).dataSync()[0] ?? 0;
      expect(loss(a)).toBeCloseTo(loss(b), 6);
    });
  });

  it('is the last output of two heads, whatever the classes are', () => {
    tidy(() => {
      const output = logits(K + 1);
      const last = (output.arraySync() as number[][]).map((row) => row[K] ?? 0);
      expect([...realLogit('twoHeads', output, K).dataSync()]).toEqual(last);
    });
  });

  it.each(HEADS)('of %s does not change when class logits change places', (head) => {
    tidy(() => {
      const output = logits(headWidth(head, K));
      const rows = output.arraySync() as number[][];
      const turned = tensor2d(
        rows.map((row) => [row[2], row[0], row[3], row[1], ...row.slice(K)] as number[]),
      );
      const unlabelled = (x: Tensor) => {
        const verdict = realLogit(head, x, K);
        return LOSSES.nonSaturating.d(verdict, verdict, PLAIN).dataSync()[0] ?? 0;
      };
      expect(unlabelled(turned)).toBeCloseTo(unlabelled(output), 6);
    });
  });

  it('has log sum exp differentiated twice as in closed form: diag(p) - p pᵀ', () => {
    tidy(() => {
      const x = tensor2d([0.3, -1.2, 2, 0.7], [1, K]);
      const weights = tensor2d([1, -2, 0.5, 3], [1, K]);
      const slope = grad((l: Tensor) => sum(logSumExp(l)));
      const found = grad((l: Tensor) => sum(mul(slope(l), weights)))(x).dataSync();
      const [l = [], w = []] = [x.arraySync()[0], weights.arraySync()[0]];
      const z = l.reduce((total, value) => total + Math.exp(value), 0);
      const p = l.map((value) => Math.exp(value) / z);
      const pw = p.reduce((total, value, k) => total + value * (w[k] ?? 0), 0);
      for (const [k, value] of p.entries()) {
        expect(found[k]).toBeCloseTo(value * ((w[k] ?? 0) - pw), 6);
      }
    });
  });
});

describe('the loss at equal logits', () => {
  const zero = (width: number) => tensor2d(new Float32Array(N * width), [N, width]);
  const labels = () => oneHot([0, 1, 2, 3, 0, 1]);

  it('is log(K + 1) for labels with a fake class, and log((K + 1) / K) and log(K + 1) for the others', () => {
    const output = zero(K + 1);
    const verdict = realLogit('classFake', output, K);
    expect(numberOf(() => classLoss('classFake', output, labels(), K))).toBeCloseTo(
      Math.log(K + 1),
      6,
    );
    const fake = numberOf(() => LOSSES.nonSaturating.dFake(verdict));
    expect(fake).toBeCloseTo(Math.log(K + 1), 6);
    const both = numberOf(() => LOSSES.nonSaturating.d(verdict, verdict, PLAIN));
    expect(both - fake).toBeCloseTo(Math.log((K + 1) / K), 6);
  });

  it('is log K for labels without one, where the verdict is log K as well', () => {
    expect(numberOf(() => classLoss('implicitFake', zero(K), labels(), K))).toBeCloseTo(
      Math.log(K),
      6,
    );
    expect(numberOf(() => mean(realLogit('implicitFake', zero(K), K)))).toBeCloseTo(Math.log(K), 6);
  });

  it('weighs the two adversarial parts apart', () => {
    tidy(() => {
      const [real, fake] = [logits(1, 2), logits(1, 3)];
      const { d, dFake } = LOSSES.nonSaturating;
      const [u, g] = [0.3, 1.7];
      const weighted = add(mul(d(real, fake, PLAIN), u), mul(dFake(fake), g - u)).dataSync()[0];
      const softplus = (value: number) => Math.log1p(Math.exp(value));
      const means = [neg(real), fake].map((x) => {
        const values = [...x.dataSync()].map(softplus);
        return values.reduce((a, b) => a + b, 0) / N;
      });
      expect(weighted).toBeCloseTo(u * (means[0] ?? 0) + g * (means[1] ?? 0), 5);
    });
  });
});
