// The numbers of a convolution as its kernels read them, and the questions that decide whether they can take it: dilation 1,
// channels last, float32. Everything else stays with the stock kernels.

import { backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core';

export interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4D = [number, number, number, number];

/** The uniforms of every convolution kernel; their names are the code's. */
export interface ConvolutionGeometry extends Readonly<Record<string, number>> {
  readonly batch: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly top: number;
  readonly left: number;
}

/** `x` – [N, H, W, C]; `filter` – [KH, KW, C, K]; `y` – [N, outHeight, outWidth, K] where it is known. */
export interface ConvolutionShapes {
  readonly x: readonly number[];
  readonly filter: readonly number[];
  readonly y: readonly number[] | null;
}

/** The size of a known y is taken from it, never recomputed, so that every rounding mode is right. */
export function geometryOf(shapes: ConvolutionShapes, a: ConvolutionAttributes) {
  const info = backend_util.computeConv2DInfo(
    [...shapes.x] as Shape4D,
    [...shapes.filter] as Shape4D,
    a.strides,
    a.dilations ?? 1,
    a.pad,
    a.dimRoundingMode,
  );
  const [, outHeight, outWidth] = (shapes.y ?? info.outShape) as Shape4D;
  return {
    batch: info.batchSize,
    inHeight: info.inHeight,
    inWidth: info.inWidth,
    inChannels: info.inChannels,
    outHeight,
    outWidth,
    outChannels: info.outChannels,
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    top: info.padInfo.top,
    left: info.padInfo.left,
  } satisfies ConvolutionGeometry;
}

export function isOurs(a: ConvolutionAttributes, tensors: readonly TensorInfo[]): boolean {
  const dilations = a.dilations ?? 1;
  const isDense = typeof dilations === 'number' ? dilations === 1 : dilations.every((d) => d === 1);
  return (
    isDense &&
    a.dataFormat !== 'NCHW' &&
    tensors.every(({ dtype, shape }) => dtype === 'float32' && util.sizeFromShape(shape) > 0)
  );
}
