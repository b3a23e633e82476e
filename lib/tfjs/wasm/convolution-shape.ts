// The geometry that the convolution kernels need: strides, dilations and the padding before the image. The output size is
// taken from dy itself, never recomputed, so that every rounding mode is right.

import { backend_util } from '@tensorflow/tfjs-core';

export interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export interface ConvolutionShape {
  readonly batch: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  /** Channels of dy: inChannels × multiplier for a depthwise convolution. */
  readonly outChannels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  readonly top: number;
  readonly left: number;
}

type Shape4D = [number, number, number, number];

const convolutionInfo = (
  xShape: readonly number[],
  filterShape: readonly number[],
  a: ConvolutionAttributes,
) =>
  backend_util.computeConv2DInfo(
    [...xShape] as Shape4D,
    [...filterShape] as Shape4D,
    a.strides,
    a.dilations ?? 1,
    a.pad,
    a.dimRoundingMode,
  );

/** [N, outHeight, outWidth, K] of a convolution of x [N, H, W, C] by a filter [KH, KW, C, K]. */
export const convolutionOutputShape = (
  xShape: readonly number[],
  filterShape: readonly number[],
  attributes: ConvolutionAttributes,
): number[] => [...convolutionInfo(xShape, filterShape, attributes).outShape];

/**
 * `xShape` – [N, H, W, C]; `filterShape` – [KH, KW, C, K]; `dyShape` – [N, outHeight, outWidth, K].
 *
 * @throws Error for NCHW, which the wasm backend does not convolve.
 */
export function convolutionShape(
  xShape: readonly number[],
  filterShape: readonly number[],
  dyShape: readonly number[],
  a: ConvolutionAttributes,
): ConvolutionShape {
  if (a.dataFormat === 'NCHW') throw new Error('wasm convolutions need the data format NHWC');
  const info = convolutionInfo(xShape, filterShape, a);
  const [batch, outHeight, outWidth, outChannels] = dyShape as Shape4D;
  return {
    batch,
    inHeight: info.inHeight,
    inWidth: info.inWidth,
    inChannels: info.inChannels,
    outHeight,
    outWidth,
    outChannels,
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    dilationHeight: info.dilationHeight,
    dilationWidth: info.dilationWidth,
    top: info.padInfo.top,
    left: info.padInfo.left,
  };
}

/** Attributes of a stride-1 convolution with these explicit paddings. */
export function explicitPadding(
  rows: readonly [number, number],
  columns: readonly [number, number],
  dilations: readonly [number, number] = [1, 1],
): object {
  return {
    strides: [1, 1],
    dilations: [...dilations],
    dataFormat: 'NHWC',
    pad: [[0, 0], [...rows], [...columns], [0, 0]],
  };
}
