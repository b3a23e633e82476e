import {
  matMul,
  mul,
  square,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../tfjs/backends';
import { nodeEnvironment } from '../tfjs/node-environment';
import { REGULARIZERS } from './regularizers';
import { createStream } from './rng';

let x: Tensor2D;
let y: Tensor2D;
let w: Tensor2D;

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
  x = tensor2d([0.3, -1, 2, 0.5, -0.7, 1.1], [3, 2]);
  y = tensor2d([1, 1, -1, 2, 0.2, 0.4], [3, 2]);
  w = tensor2d([3, -4], [2, 1]);
});

const linear = (v: Tensor) => matMul(v as Tensor2D, w);
const random = () => createStream(1, 'noise');
const value = (t: Tensor) => t.dataSync()[0]!;

describe('gradient penalties', () => {
  it('R1 of a linear discriminator is gamma / 2 times its squared weight norm', () => {
    expect(value(REGULARIZERS.r1.penalty(linear, x, y, 0.5, random()))).toBeCloseTo(0.25 * 25, 4);
  });

  it('R1 of a quadratic discriminator is gamma / 2 times the mean of 4 ‖x‖²', () => {
    const quadratic = (v: Tensor) => sum(square(v), 1, true);
    const squares = [...x.dataSync()].reduce((total, v) => total + v * v, 0) / 3;
    expect(value(REGULARIZERS.r1.penalty(quadratic, x, y, 1, random()))).toBeCloseTo(
      2 * squares,
      4,
    );
  });

  it('the gradient penalty of a linear critic is lambda times (‖w‖ - 1)², wherever it is measured', () => {
    expect(value(REGULARIZERS.gradientPenalty.penalty(linear, x, y, 10, random()))).toBeCloseTo(
      160,
      3,
    );
  });

  it('the gradient penalty measures between real and fake, one mixing weight per sample', () => {
    // For D = ‖x‖² the slope is 2 ‖x̂‖, so the penalty tells where x̂ lies.
    const stream = random();
    const mix = [0, 1, 2].map(() => stream.uniform());
    const [a, b] = [x.dataSync(), y.dataSync()];
    const expected =
      mix.reduce((total, t, i) => {
        const point = [0, 1].map((k) => a[2 * i + k]! + t * (b[2 * i + k]! - a[2 * i + k]!));
        return total + (2 * Math.hypot(...point) - 1) ** 2;
      }, 0) / 3;
    const quadratic = (v: Tensor) => sum(square(v), 1, true);
    expect(value(REGULARIZERS.gradientPenalty.penalty(quadratic, x, y, 1, random()))).toBeCloseTo(
      expected,
      4,
    );
  });

  it('a constant discriminator has a finite gradient penalty', () => {
    const constant = (v: Tensor) => mul(sum(v, 1, true), 0);
    expect(value(REGULARIZERS.gradientPenalty.penalty(constant, x, y, 10, random()))).toBeCloseTo(
      10,
      3,
    );
  });
});
