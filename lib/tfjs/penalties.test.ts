import {
  add,
  conv2d,
  depthwiseConv2d,
  elu,
  grad,
  grads,
  leakyRelu,
  matMul,
  mean,
  mul,
  reshape,
  sigmoid,
  slice,
  softmax,
  softplus,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor4D,
  tanh,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../gan/rng';
import { type BackendName, startBackend } from './backends';
import type { TensorFunction } from './gradient-check';
import { nodeEnvironment } from './node-environment';

// Central differences of a float32 loss near 1 at step 5e-3: about 5e-5 from rounding, 1e-5 from the third derivative.
const TOLERANCE = 1e-3;
const STEP = 5e-3;

const BATCH = 3;
const SIZE = 6;
const SHAPES = [
  [4, 4, 2, 4],
  [3, 3, 4, 4],
  [36, 1],
] as const;

/** An attention-like block, so that softmax lies on the path of the penalty as in SAGAN's discriminator. */
const attend: TensorFunction = (x) => {
  const pixels = reshape(x, [BATCH, 9, 4]);
  const weights = softmax(matMul(pixels, pixels, false, true));
  return reshape(add(pixels, matMul(weights, pixels)), x.shape);
};

/** Activations without kinks: with relu-like ones the penalty itself jumps where a unit changes sides. */
const ACTIVATIONS: Readonly<Record<string, TensorFunction>> = {
  tanh,
  sigmoid: (x) => sigmoid(mul(x, 2)),
  elu,
  softplus,
  'leakyRelu around softplus': (x) => leakyRelu(softplus(x), 0.2),
  attention: (x) => (x.shape[1] === 3 ? attend(tanh(x)) : tanh(x)),
};

/** logits [N, 1] of images [N, 6, 6, 2]; conv stride 2, conv stride 1, dense. */
function discriminator(activation: TensorFunction, weights: readonly Tensor[]): TensorFunction {
  const [first, second, last] = weights as [Tensor4D, Tensor4D, Tensor];
  return (x) => {
    const h = activation(conv2d(x as Tensor4D, first, 2, 'same')); // [N, 3, 3, 4]
    const k = activation(conv2d(h as Tensor4D, second, 1, 'same')); // [N, 3, 3, 4]
    return matMul(reshape(k, [BATCH, 36]) as never, last as never);
  };
}

/** R1: mean squared norm of the gradient at x. Mescheder et al. 2018, equation 9. */
const r1 = (d: TensorFunction, x: Tensor): Tensor =>
  mean(sum(square(grad((images: Tensor) => sum(d(images)))(x)), [1, 2, 3]));

/** WGAN-GP: mean of (norm of the gradient at x - 1)². Gulrajani et al. 2017, equation 3. */
const gradientPenalty = (d: TensorFunction, x: Tensor): Tensor => {
  const norms = sqrt(sum(square(grad((images: Tensor) => sum(d(images)))(x)), [1, 2, 3]));
  return mean(square(sub(norms, 1)));
};

const PENALTIES = { R1: r1, 'the WGAN-GP penalty': gradientPenalty };

for (const backend of ['cpu', 'wasm'] satisfies BackendName[]) {
  describe(`on ${backend}, differences agree with the gradient in every weight`, () => {
    beforeAll(async () => {
      await startBackend(backend, nodeEnvironment());
    });

    for (const [penaltyName, penalty] of Object.entries(PENALTIES)) {
      for (const [activationName, activation] of Object.entries(ACTIVATIONS)) {
        it(`of ${penaltyName} through ${activationName}`, () => {
          const stream = createStream(3, `${penaltyName} ${activationName}`);
          const values = SHAPES.map((shape) => {
            const count = shape.reduce((product: number, size) => product * size, 1);
            const fanIn = count / shape[shape.length - 1]!;
            return stream.normals(count).map((value) => value / Math.sqrt(fanIn));
          });
          const images = stream.normals(BATCH * SIZE * SIZE * 2);
          const loss = (weights: readonly Float32Array[]): Tensor => {
            const tensors = weights.map((w, i) => tensor(w, [...SHAPES[i]!]));
            return penalty(
              discriminator(activation, tensors),
              tensor(images, [BATCH, SIZE, SIZE, 2]),
            );
          };
          const analytic = tidy(() =>
            grads(
              (...weights: Tensor[]) =>
                penalty(
                  discriminator(activation, weights),
                  tensor(images, [BATCH, SIZE, SIZE, 2]),
                ) as never,
            )(values.map((w, i) => tensor(w, [...SHAPES[i]!]))).map((g) => g.dataSync()),
          ) as unknown as Float32Array[];
          values.forEach((_, layer) => {
            const direction = stream.normals(values[layer]!.length);
            const longest = Math.max(...direction.map(Math.abs));
            const unit = direction.map((value) => value / longest);
            const at = (distance: number) =>
              tidy(() =>
                loss(
                  values.map((w, i) =>
                    i === layer ? w.map((value, k) => value + distance * unit[k]!) : w,
                  ),
                ),
              ).dataSync()[0]!;
            const difference = (at(STEP) - at(-STEP)) / (2 * STEP);
            const slope = unit.reduce((total, u, k) => total + u * analytic[layer]![k]!, 0);
            expect(Math.abs(slope - difference)).toBeLessThan(
              TOLERANCE * Math.max(1, Math.abs(difference)),
            );
          });
        });
      }
    }

    it('of a path length penalty through modulated depthwise weights', () => {
      const stream = createStream(5, 'path length');
      const noise = stream.normals(2 * 16 * 2);
      // One vector holds the style and the shared filter, as a mapping network and a synthesis layer would.
      const point = stream.normals(2 + 18);
      const pathLength = (x: Tensor): Tensor => {
        const filter = reshape(slice(x, [2], [18]), [3, 3, 2, 1]) as Tensor4D;
        const picture = (style: Tensor): Tensor => {
          const modulated = mul(filter, reshape(tanh(style), [1, 1, 2, 1])) as Tensor4D;
          const input = tensor(noise, [2, 4, 4, 2]) as Tensor4D;
          return softplus(depthwiseConv2d(input, modulated, 1, 'same'));
        };
        const styles = slice(x, [0], [2]);
        const gradient = grad((style: Tensor) =>
          sum(mul(picture(style), tensor(noise, [2, 4, 4, 2]))),
        )(styles);
        return sqrt(sum(square(gradient)));
      };
      const slopes = tidy(() => grad(pathLength)(tensor(point))).dataSync();
      const direction = stream.normals(point.length).map((value) => value / 3);
      const at = (distance: number) =>
        tidy(() =>
          pathLength(tensor(point.map((value, i) => value + distance * direction[i]!))),
        ).dataSync()[0]!;
      const difference = (at(STEP) - at(-STEP)) / (2 * STEP);
      const slope = direction.reduce((total, u, i) => total + u * slopes[i]!, 0);
      expect(Math.abs(slope - difference)).toBeLessThan(
        TOLERANCE * Math.max(1, Math.abs(difference)),
      );
    });
  });
}
