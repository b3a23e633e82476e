// Convolutions over square maps, NHWC, padding 'same': strided down, transposed up, and nearest-neighbour upsampling
// followed by a convolution.

import {
  add,
  broadcastTo,
  conv2d,
  conv2dTranspose,
  reshape,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { constant, drawWeights } from './initializers';
import { type Layer, type LayerContext, mapShape } from './layer';

export interface ConvSpec {
  readonly kind: 'conv';
  readonly filters: number;
  readonly kernel: number;
  readonly stride: 1 | 2;
  readonly bias: boolean;
}

/** Strided convolution, [N, s, s, C] → [N, s / stride, s / stride, filters]. */
export function conv(spec: ConvSpec, context: LayerContext): Layer {
  const { side, channels } = mapShape(context);
  const output = Math.ceil(side / spec.stride);
  const weights = spec.kernel * spec.kernel * channels * spec.filters;
  const { variables, name } = context;
  variables.create(`${name}/kernel`, [spec.kernel, spec.kernel, channels, spec.filters], () =>
    drawWeights(context.initializer, weights, spec.kernel ** 2 * channels, context.random),
  );
  if (spec.bias) variables.create(`${name}/bias`, [spec.filters], () => constant(spec.filters, 0));
  return {
    name,
    kind: spec.kind,
    outputShape: [output, output, spec.filters],
    parameters: weights + (spec.bias ? spec.filters : 0),
    macs: weights * output * output,
    forward(x) {
      const y = conv2d(
        x as Tensor4D,
        variables.get(`${name}/kernel`) as unknown as Tensor4D,
        spec.stride,
        'same',
      );
      return spec.bias ? add(y, variables.get(`${name}/bias`)) : y;
    },
  };
}

export interface ConvTransposeSpec {
  readonly kind: 'convTranspose';
  readonly filters: number;
  readonly kernel: number;
  readonly bias: boolean;
}

/** Transposed convolution of stride 2, the adjoint of `conv`; [N, s, s, C] → [N, 2s, 2s, filters]. */
export function convTranspose(spec: ConvTransposeSpec, context: LayerContext): Layer {
  const { side, channels } = mapShape(context);
  const output = 2 * side;
  const weights = spec.kernel * spec.kernel * channels * spec.filters;
  const { variables, name } = context;
  variables.create(
    `${name}/kernel`,
    [spec.kernel, spec.kernel, spec.filters, channels],
    // Each output pixel reads kernel² / stride² input pixels.
    () =>
      drawWeights(context.initializer, weights, (spec.kernel ** 2 / 4) * channels, context.random),
  );
  if (spec.bias) variables.create(`${name}/bias`, [spec.filters], () => constant(spec.filters, 0));
  return {
    name,
    kind: spec.kind,
    outputShape: [output, output, spec.filters],
    parameters: weights + (spec.bias ? spec.filters : 0),
    macs: weights * side * side,
    forward(x) {
      const y = conv2dTranspose(
        x as Tensor4D,
        variables.get(`${name}/kernel`) as unknown as Tensor4D,
        [x.shape[0] ?? 0, output, output, spec.filters],
        2,
        'same',
      );
      return spec.bias ? add(y, variables.get(`${name}/bias`)) : y;
    },
  };
}

export interface UpsampleSpec {
  readonly kind: 'upsample';
}

/** Nearest neighbour, [N, s, s, C] → [N, 2s, 2s, C]; every pixel becomes a 2×2 block. */
export function upsample(spec: UpsampleSpec, context: LayerContext): Layer {
  const { side, channels } = mapShape(context);
  return {
    name: context.name,
    kind: spec.kind,
    outputShape: [2 * side, 2 * side, channels],
    parameters: 0,
    macs: 0,
    forward: (x) => nearestUpsample(x as Tensor4D),
  };
}

/** As a broadcast, whose gradient is one sum; the stock resize gradient is wrong on some backends. */
function nearestUpsample(x: Tensor4D): Tensor {
  const [n, h, w, c] = x.shape;
  const blocks = broadcastTo(reshape(x, [n * h, 1, w, 1, c]), [n * h, 2, w, 2, c]);
  return reshape(blocks, [n, 2 * h, 2 * w, c]);
}
