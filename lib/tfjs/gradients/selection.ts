// Operations that pick values: max, min, maximum, minimum, clip. Each gradient is dy times a constant mask. Where
// several values tie, max and min share dy evenly among them; maximum and minimum give it all to the first operand.

import {
  ClipByValue,
  cast,
  clipByValue,
  div,
  equal,
  greaterEqual,
  lessEqual,
  Max,
  Maximum,
  Min,
  Minimum,
  max,
  min,
  mul,
  reshape,
  sub,
  sum,
  type Tensor,
  util,
} from '@tensorflow/tfjs-core';
import { withoutGradient } from '../without-gradient';
import { both, defineGradient, defineUnaryGradient, sumToShape } from './gradient-config';

/** The two kernels name the same attribute differently; neither is given for all axes. */
interface ReductionAttributes {
  readonly reductionIndices?: number | number[];
  readonly axis?: number | number[];
}

function reductionGradient(kernelName: string, reduce: typeof max) {
  return defineUnaryGradient<ReductionAttributes>(
    kernelName,
    (dy, x, { reductionIndices, axis }) => {
      const axes = util.parseAxisParam(
        reductionIndices ?? axis ?? x.shape.map((_, i) => i),
        x.shape,
      );
      const keptShape = x.shape.map((size, i) => (axes.includes(i) ? 1 : size));
      const share = withoutGradient(() => {
        const mask = cast(equal(x, reduce(x, axes, true)), 'float32');
        return div(mask, sum(mask, axes, true));
      });
      return mul(reshape(dy, keptShape), share);
    },
  );
}

function choiceGradient(kernelName: string, firstWins: typeof greaterEqual) {
  return defineGradient(kernelName, ['a', 'b'], (dy, saved) => {
    const [a, b] = both(saved);
    const first = (): Tensor => cast(firstWins(a, b), 'float32');
    return {
      a: () => sumToShape(mul(dy, withoutGradient(first)), a.shape),
      b: () =>
        sumToShape(
          mul(
            dy,
            withoutGradient(() => sub(1, first())),
          ),
          b.shape,
        ),
    };
  });
}

export const SELECTION_GRADIENTS = [
  reductionGradient(Max, max),
  reductionGradient(Min, min),
  choiceGradient(Maximum, greaterEqual),
  choiceGradient(Minimum, lessEqual),
  defineUnaryGradient<{ clipValueMin: number; clipValueMax: number }>(
    ClipByValue,
    (dy, x, { clipValueMin, clipValueMax }) =>
      mul(
        dy,
        withoutGradient(() =>
          cast(equal(x, clipByValue(x, clipValueMin, clipValueMax)), 'float32'),
        ),
      ),
  ),
];
