// Convolution is linear in the image and in the filter, so every gradient kernel differentiates into the other two.
// Stock TensorFlow.js knows this for the image alone; path length with modulated weights and R1 through a depthwise
// layer need the rest.

import {
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  conv2d,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  depthwiseConv2d,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { both, defineGradient, runKernel } from './gradient-config';

interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dataFormat: 'NHWC';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

interface DepthwiseAttributes extends ConvolutionAttributes {
  readonly dilations: [number, number] | number;
}

const as4D = (x: Tensor): Tensor4D => x as Tensor4D;

const convolve = (x: Tensor, filter: Tensor, a: ConvolutionAttributes): Tensor =>
  conv2d(as4D(x), as4D(filter), a.strides, a.pad, a.dataFormat, 1, a.dimRoundingMode);

const convolveDepthwise = (x: Tensor, filter: Tensor, a: DepthwiseAttributes): Tensor =>
  depthwiseConv2d(as4D(x), as4D(filter), a.strides, a.pad, 'NHWC', a.dilations, a.dimRoundingMode);

export const CONVOLUTION_GRADIENTS = [
  defineGradient<ConvolutionAttributes>(Conv2DBackpropFilter, ['x', 'dy'], (ddw, saved, a) => {
    const [x, dy] = both(saved);
    return {
      x: () => runKernel(Conv2DBackpropInput, { dy, filter: ddw }, { ...a, inputShape: x.shape }),
      dy: () => convolve(x, ddw, a),
    };
  }),
  defineGradient<DepthwiseAttributes>(
    DepthwiseConv2dNativeBackpropInput,
    ['dy', 'filter'],
    (ddx, saved, a) => {
      const [dy, filter] = both(saved);
      const attributes = { ...a, filterShape: filter.shape };
      return {
        dy: () => convolveDepthwise(ddx, filter, a),
        filter: () => runKernel(DepthwiseConv2dNativeBackpropFilter, { x: ddx, dy }, attributes),
      };
    },
  ),
  defineGradient<DepthwiseAttributes>(
    DepthwiseConv2dNativeBackpropFilter,
    ['x', 'dy'],
    (ddw, saved, a) => {
      const [x, dy] = both(saved);
      const attributes = { ...a, inputShape: x.shape };
      return {
        x: () => runKernel(DepthwiseConv2dNativeBackpropInput, { dy, filter: ddw }, attributes),
        dy: () => convolveDepthwise(x, ddw, a),
      };
    },
  ),
];
