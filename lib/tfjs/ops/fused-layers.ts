// Dense and convolution layers whose bias and activation run in the kernel of the product. TensorFlow.js has the kernels but
// takes them apart again as soon as a gradient is wanted; here they are differentiable, to second order.

import {
  _FusedMatMul,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  FusedConv2D,
  getKernel,
  type KernelConfig,
  matMul,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { biasActivationGradient, outerAxes } from './bias-activation';
import { runOne } from './custom-kernel';
import {
  activationGradient,
  assertFusable,
  type FusedActivation,
  LINEAR,
  STOCK_ACTIVATIONS,
} from './fused-activation';
import { gradientWithOutputs } from './output-gradient';

/** act(x w + bias) of matrices: inputs {x [N, I], w [I, O], bias? [O]}, attributes of FusedActivation. */
export const FUSED_DENSE = 'FusedDense';

interface StockFusion {
  readonly activation: string;
  readonly leakyreluAlpha: number;
}

/** `hasBias` tells the gradient, which sees no optional inputs. */
interface FusedDenseAttributes extends FusedActivation {
  readonly hasBias: boolean;
}

interface FusedConvAttributes extends StockFusion {
  readonly hasBias: boolean;
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dataFormat: 'NHWC';
  readonly dilations: number | [number, number];
}

const stock = ({ activation, alpha }: FusedActivation): StockFusion => ({
  activation: STOCK_ACTIVATIONS[activation],
  leakyreluAlpha: alpha,
});

function fusionOf({ activation, leakyreluAlpha }: StockFusion): FusedActivation {
  const found = Object.entries(STOCK_ACTIVATIONS).find(([, name]) => name === activation);
  if (found === undefined) {
    throw new Error(
      `no gradient of a fused layer with ${activation}; run it as an operation of its own`,
    );
  }
  return { activation: found[0] as FusedActivation['activation'], alpha: leakyreluAlpha };
}

const withBias = (bias: Tensor | null): { readonly bias?: Tensor } => (bias ? { bias } : {});

/**
 * act(x w + bias).
 *
 * `x` – [N, inputs]; `w` – [inputs, units]; `bias` – [units] or null. Returns [N, units].
 */
export function fusedDense(
  x: Tensor2D,
  w: Tensor2D,
  bias: Tensor | null,
  activation: FusedActivation,
): Tensor2D {
  assertFusable(activation);
  const attributes: FusedDenseAttributes = { ...activation, hasBias: bias !== null };
  return runOne(FUSED_DENSE, { x, w, ...withBias(bias) }, attributes) as Tensor2D;
}

/** The stock kernel behind `FusedDense`: it multiplies batches of matrices, so it sees a batch of one. */
export const fusedDenseKernel = (backendName: string): KernelConfig => ({
  kernelName: FUSED_DENSE,
  backendName,
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { x, w, bias } = inputs as Record<string, TensorInfo>;
    if (x === undefined || w === undefined) throw new Error(`${FUSED_DENSE} needs x and w`);
    const kernel = getKernel(_FusedMatMul, backendName);
    const y = kernel.kernelFunc({
      inputs: {
        a: { ...x, dataId: x.dataId, dtype: x.dtype, shape: [1, ...x.shape] },
        b: { ...w, dataId: w.dataId, dtype: w.dtype, shape: [1, ...w.shape] },
        ...(bias ? { bias } : {}),
      },
      attrs: {
        transposeA: false,
        transposeB: false,
        ...stock(attrs as unknown as FusedDenseAttributes),
      },
      backend,
    }) as TensorInfo;
    return { dataId: y.dataId, dtype: y.dtype, shape: y.shape.slice(1) };
  },
});

/**
 * act(conv(x, filter) + bias), NHWC.
 *
 * `x` – [N, H, W, C]; `filter` – [kh, kw, C, K]; `bias` – [K] or null.
 */
export function fusedConv(
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor | null,
  options: { readonly stride: number; readonly pad: 'same' | 'valid' | number },
  activation: FusedActivation,
): Tensor4D {
  assertFusable(activation);
  const attributes: FusedConvAttributes = {
    strides: options.stride,
    pad: options.pad,
    dataFormat: 'NHWC',
    dilations: [1, 1],
    hasBias: bias !== null,
    ...stock(activation),
  };
  return runOne(FusedConv2D, { x, filter, ...withBias(bias) }, attributes) as Tensor4D;
}

/** Gradients of z = product + bias and, where there is one, of the bias, from the gradient of y = act(z). */
function gradientBehindActivation(
  dy: Tensor,
  y: Tensor,
  activation: FusedActivation,
  hasBias: boolean,
): { readonly dz: Tensor; bias(): Tensor } {
  if (!hasBias || activation.activation === LINEAR.activation) {
    const dz = activationGradient(dy, y, activation);
    return { dz, bias: () => sum(dz, outerAxes(dz)) };
  }
  const [dz, bias] = biasActivationGradient(dy, y, activation);
  return { dz, bias: () => bias };
}

export const FUSED_LAYER_GRADIENTS = [
  gradientWithOutputs<FusedDenseAttributes>(
    FUSED_DENSE,
    ['x', 'w'],
    ([dy], saved, [y], { hasBias, ...activation }) => {
      const [x, w] = saved as readonly [Tensor, Tensor];
      const { dz, bias } = gradientBehindActivation(dy, y, activation, hasBias);
      return {
        x: () => matMul(dz, w, false, true),
        w: () => matMul(x, dz, true, false),
        bias,
      };
    },
    true,
  ),
  gradientWithOutputs<FusedConvAttributes>(
    FusedConv2D,
    ['x', 'filter'],
    ([dy], saved, [y], { strides, pad, dataFormat, hasBias, ...fusion }) => {
      const [x, filter] = saved as readonly [Tensor, Tensor];
      const { dz, bias } = gradientBehindActivation(dy, y, fusionOf(fusion), hasBias);
      const convolution = { strides, pad, dataFormat };
      return {
        x: () =>
          runOne(Conv2DBackpropInput, { dy: dz, filter }, { ...convolution, inputShape: x.shape }),
        filter: () =>
          runOne(
            Conv2DBackpropFilter,
            { x, dy: dz },
            { ...convolution, filterShape: filter.shape },
          ),
        bias,
      };
    },
    true,
  ),
];
