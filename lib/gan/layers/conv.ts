// Convolutions over square maps, NHWC, padding 'same': strided down, transposed up, and nearest-neighbour upsampling
// followed by a convolution.

import {
  add,
  broadcastTo,
  conv2dTranspose,
  reshape,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { biasActivation } from '../../tfjs/ops/bias-activation';
import { activate, type FusedActivation, LINEAR } from '../../tfjs/ops/fused-activation';
import { fusedConv } from '../../tfjs/ops/fused-layers';
import {
  channelsOf,
  constantResponse,
  type InnerTaps,
  tapsOfConv,
  tapsOfConvTranspose,
} from './constant-maps';
import { constant, drawWeights } from './initializers';
import { type Layer, type LayerContext, mapShape, sizeOf } from './layer';

export interface ConvSpec {
  readonly kind: 'conv';
  readonly filters: number;
  readonly kernel: number;
  readonly stride: 1 | 2;
  readonly bias: boolean;
}

interface ConvWeights {
  readonly parameters: number;
  kernel(): Tensor4D;
  bias(): Tensor | null;
}

/** The kernel of that shape and, where wanted, one bias per filter. */
function createWeights(
  { filters, bias }: { readonly filters: number; readonly bias: boolean },
  { name, variables, initializer, random }: LayerContext,
  shape: readonly number[],
  fanIn: number,
): ConvWeights {
  const size = sizeOf(shape);
  variables.create(`${name}/kernel`, shape, () => drawWeights(initializer, size, fanIn, random));
  if (bias) variables.create(`${name}/bias`, [filters], () => constant(filters, 0));
  return {
    parameters: size + (bias ? filters : 0),
    kernel: () => variables.get(`${name}/kernel`) as unknown as Tensor4D,
    bias: () => (bias ? variables.get(`${name}/bias`) : null),
  };
}

type Product = (x: Tensor4D, kernel: Tensor4D) => Tensor;

/**
 * A layer's `forwardBeside`.
 * @param axis of the kernel's input channels
 * @param tapsInside found when first needed; most layers never are told anything
 */
function besideConstant(
  weights: ConvWeights,
  axis: 2 | 3,
  tapsInside: () => InnerTaps,
  product: Product,
): NonNullable<Layer['forwardBeside']> {
  let taps: InnerTaps | null = null;
  return (x, maps, activation) => {
    taps ??= tapsInside();
    const kernel = weights.kernel();
    const [channels, width] = [x.shape.at(-1) ?? 0, maps.shape[1] ?? 0];
    const y = product(x as Tensor4D, channelsOf(kernel, axis, 0, channels));
    const told = channelsOf(kernel, axis, channels, width);
    const response = constantResponse(maps as Tensor2D, told, axis, taps);
    return biased(add(y, reshape(response, y.shape)), weights.bias(), activation);
  };
}

const biased = (y: Tensor, bias: Tensor | null, activation: FusedActivation): Tensor =>
  bias === null ? activate(y, activation) : biasActivation(y, bias, activation);

/** Strided convolution, [N, s, s, C] → [N, s / stride, s / stride, filters]. */
export function conv(spec: ConvSpec, context: LayerContext): Layer {
  const { side, channels } = mapShape(context);
  const output = Math.ceil(side / spec.stride);
  const shape = [spec.kernel, spec.kernel, channels, spec.filters];
  const weights = createWeights(spec, context, shape, spec.kernel ** 2 * channels);
  const options = { stride: spec.stride, pad: 'same' } as const;
  const apply = (x: Tensor, activation: FusedActivation): Tensor =>
    fusedConv(x as Tensor4D, weights.kernel(), weights.bias(), options, activation);
  return {
    name: context.name,
    kind: spec.kind,
    outputShape: [output, output, spec.filters],
    parameters: weights.parameters,
    macs: sizeOf(shape) * output * output,
    forward: (x) => apply(x, LINEAR),
    forwardActivated: (x, _, activation) => apply(x, activation),
    forwardBeside: besideConstant(
      weights,
      2,
      () => tapsOfConv(side, output, spec.kernel, spec.stride),
      (x, kernel) => fusedConv(x, kernel, null, options, LINEAR),
    ),
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
  const shape = [spec.kernel, spec.kernel, spec.filters, channels];
  // Each output pixel reads kernel² / stride² input pixels.
  const weights = createWeights(spec, context, shape, (spec.kernel ** 2 / 4) * channels);
  const product: Product = (x, kernel) =>
    conv2dTranspose(x, kernel, [x.shape[0], output, output, spec.filters], 2, 'same');
  const apply = (x: Tensor, activation: FusedActivation): Tensor =>
    biased(product(x as Tensor4D, weights.kernel()), weights.bias(), activation);
  return {
    name: context.name,
    kind: spec.kind,
    outputShape: [output, output, spec.filters],
    parameters: weights.parameters,
    macs: sizeOf(shape) * side * side,
    forward: (x) => apply(x, LINEAR),
    forwardActivated: (x, _, activation) => apply(x, activation),
    forwardBeside: besideConstant(
      weights,
      3,
      () => tapsOfConvTranspose(side, output, spec.kernel, 2),
      product,
    ),
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
