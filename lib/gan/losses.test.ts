import { grad, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../tfjs/backends';
import { nodeEnvironment } from '../tfjs/node-environment';
import { LOSS_IDS, LOSSES } from './losses';

const PLAIN = { blend: 0.25, smoothing: 0 };
const column = (values: readonly number[]) => tensor2d([...values], [values.length, 1]);
const value = (loss: Tensor): number => loss.dataSync()[0]!;
const softplus = (a: number) => Math.log1p(Math.exp(a));
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
});

describe('losses over logits', () => {
  it.each(LOSS_IDS)(
    '%s has its stated equilibrium as the best that one constant logit can reach',
    (id) => {
      const constants = Array.from({ length: 81 }, (_, i) => i / 20 - 2);
      const losses = constants.map((a) =>
        value(LOSSES[id].d(column([a, a]), column([a, a]), PLAIN)),
      );
      expect(Math.min(...losses)).toBeCloseTo(LOSSES[id].dAtEquilibrium, 5);
    },
  );

  it.each(LOSS_IDS)('%s of D is a part about reals and its own part about fakes', (id) => {
    const settings = { blend: 0.25, smoothing: 0.1 };
    const real = column([1.5, -0.5]);
    const d = (fake: readonly number[]) => value(LOSSES[id].d(real, column(fake), settings));
    const part = (fake: readonly number[]) => value(LOSSES[id].dFake(column(fake)));
    const [one, other] = [
      [-2, 0.5],
      [0.75, 3],
    ] as const;
    expect(d(other) - d(one)).toBeCloseTo(part(other) - part(one), 5);
    expect(part(other)).not.toBeCloseTo(part(one), 1);
  });

  it('cross-entropy is the closed form of the paper', () => {
    const real = [2, -1, 0.5];
    const fake = [-3, 0.25, 1];
    const d = value(LOSSES.nonSaturating.d(column(real), column(fake), PLAIN));
    expect(d).toBeCloseTo(mean(real.map((a) => softplus(-a))) + mean(fake.map(softplus)), 5);
    expect(value(LOSSES.nonSaturating.g(column(fake), PLAIN))).toBeCloseTo(
      mean(fake.map((a) => softplus(-a))),
      5,
    );
    expect(value(LOSSES.minimax.g(column(fake), PLAIN))).toBeCloseTo(-mean(fake.map(softplus)), 5);
  });

  it('at a logit of -6 minimax teaches G almost nothing and the non-saturating loss almost everything', () => {
    const slope = (id: 'minimax' | 'nonSaturating') =>
      value(grad((a: Tensor) => LOSSES[id].g(a, PLAIN))(column([-6])));
    expect(slope('minimax')).toBeCloseTo(-0.00247, 4);
    expect(slope('nonSaturating')).toBeCloseTo(-0.99753, 4);
  });

  it('the blend is the weighted mean of both', () => {
    const fake = column([-1, 2]);
    const [minimax, nonSaturating, blend] = (['minimax', 'nonSaturating', 'blend'] as const).map(
      (id) => value(LOSSES[id].g(fake, PLAIN)),
    );
    expect(blend).toBeCloseTo(0.25 * minimax! + 0.75 * nonSaturating!, 5);
  });

  it('smoothing moves the best logit for real data to log((1 - s) / s)', () => {
    const smoothing = 0.1;
    const best = Math.log((1 - smoothing) / smoothing);
    const slope = grad((a: Tensor) =>
      LOSSES.nonSaturating.d(a, column([0]), { blend: 0, smoothing }),
    );
    expect(value(slope(column([best])))).toBeCloseTo(0, 6);
    expect(value(slope(column([best + 1])))).toBeGreaterThan(0.01);
  });

  it('stays finite with a full gradient at logits of ±100', () => {
    const loss = LOSSES.nonSaturating;
    expect(value(loss.g(column([-100]), PLAIN))).toBeCloseTo(100, 3);
    expect(value(grad((a: Tensor) => loss.g(a, PLAIN))(column([-100])))).toBeCloseTo(-1, 6);
  });

  it('hinge ignores samples beyond the margin', () => {
    const slopes = grad((a: Tensor) => LOSSES.hinge.d(a, column([-2, -2]), PLAIN))(column([2, 0]));
    expect([...slopes.dataSync()]).toEqual([0, -0.5].map((v) => expect.closeTo(v, 6)));
  });

  it('every loss of D falls when real logits rise and fake logits fall', () => {
    for (const id of LOSS_IDS) {
      const near = value(LOSSES[id].d(column([0.1]), column([-0.1]), PLAIN));
      const start = value(LOSSES[id].d(column([0]), column([0]), PLAIN));
      expect(near, id).toBeLessThan(start);
    }
  });

  it('a table of four atoms ends at the optimal discriminator and at 2 log 2 - 2 JS', () => {
    // By gradient descent on four free logits; p_d and p_g are fixed. Source: Goodfellow et al. 2014, prop. 1 and thm. 1.
    const pData = [0.5, 0.3, 0.2, 0];
    const pFake = [0.1, 0.2, 0.3, 0.4];
    const repeat = (p: readonly number[]) =>
      p.flatMap((share, k) => Array(Math.round(share * 10)).fill(k));
    const [real, fake] = [repeat(pData), repeat(pFake)];
    const logits = [0, 0, 0, 0];
    let loss = 0;
    for (let i = 0; i < 4000; i++) {
      loss =
        mean(real.map((k) => softplus(-logits[k]!))) + mean(fake.map((k) => softplus(logits[k]!)));
      const a = column(real.map((k) => logits[k]!));
      const b = column(fake.map((k) => logits[k]!));
      if (i % 1000 === 0) expect(value(LOSSES.minimax.d(a, b, PLAIN))).toBeCloseTo(loss, 5);
      const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
      for (let k = 0; k < 4; k++) {
        logits[k]! -= 2 * (pData[k]! * (sigmoid(logits[k]!) - 1) + pFake[k]! * sigmoid(logits[k]!));
      }
    }
    const divergence = [pData, pFake]
      .map((p) =>
        p.reduce(
          (sum, v, k) => (v > 0 ? sum + v * Math.log((2 * v) / (pData[k]! + pFake[k]!)) : sum),
          0,
        ),
      )
      .reduce((a, b) => a + b / 2, 0);
    for (const k of [0, 1, 2]) {
      expect(1 / (1 + Math.exp(-logits[k]!))).toBeCloseTo(pData[k]! / (pData[k]! + pFake[k]!), 3);
    }
    const tensors = [
      column(real.map((k) => logits[k]!)),
      column(fake.map((k) => logits[k]!)),
    ] as const;
    expect(value(LOSSES.minimax.d(...tensors, PLAIN))).toBeCloseTo(
      2 * Math.LN2 - 2 * divergence,
      2,
    );
  });
});
