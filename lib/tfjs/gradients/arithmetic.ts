// Arithmetic whose stock gradient fails: Pow saves its output (wrong second derivative in the exponent), SquaredDifference
// does not undo broadcasting.

import {
  cast,
  greater,
  log,
  mul,
  neg,
  Pow,
  pow,
  SquaredDifference,
  sub,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { withoutGradient } from '../without-gradient';
import { both, defineGradient, sumToShape } from './gradient-config';

export const ARITHMETIC_GRADIENTS = [
  defineGradient(Pow, ['a', 'b'], (dy, saved) => {
    const [base, power] = both(saved);
    const exponent = cast(power, 'float32');
    return {
      a: () => sumToShape(mul(dy, mul(exponent, pow(base, sub(exponent, 1)))), base.shape),
      // The logarithm exists for a positive base alone; elsewhere the power is constant in its exponent or undefined.
      b: () => {
        const defined = withoutGradient(() => greater(base, 0));
        const logBase = where(defined, log(base), zerosLike(base));
        return sumToShape(mul(dy, mul(pow(base, exponent), logBase)), power.shape);
      },
    };
  }),
  defineGradient(SquaredDifference, ['a', 'b'], (dy, saved) => {
    const [a, b] = both(saved);
    const slope = mul(dy, mul(2, sub(a, b)));
    return { a: () => sumToShape(slope, a.shape), b: () => sumToShape(neg(slope), b.shape) };
  }),
];
