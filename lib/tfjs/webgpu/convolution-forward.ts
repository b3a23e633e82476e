// Conv2D and FusedConv2D on WebGPU: the patches of the whole batch times the filter,
//   y [N · h · w, K] = act(P [N · h · w, KH · KW · C] · w [KH · KW · C, K] + bias),
// in one dispatch. The stock kernel tiles each image by itself, so that small maps leave most of a tile empty.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { Conv2D, FusedConv2D, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { type ConvolutionAttributes, geometryOf, isOurs } from './convolution-geometry';
import { patches } from './convolution-patches';
import { type FusedActivation, slopeOf } from './matrix-activation';
import { denseOperand } from './matrix-operand';
import { type Epilogue, runProduct } from './matrix-program';
import type { ProductSource } from './matrix-source';

function source(xVectors: boolean, filterVectors: boolean): ProductSource {
  return {
    slice: `
fn beginSlice(slice : i32) {}
fn sliceRows() -> i32 { return uniforms.batch * uniforms.outHeight * uniforms.outWidth; }
fn sliceInner() -> i32 { return uniforms.filterHeight * uniforms.filterWidth * uniforms.inChannels; }
fn outputIndex(row : i32) -> i32 { return row * uniforms.columns; }
`,
    left: patches(xVectors),
    right: denseOperand({
      side: 'right',
      variable: 'weights',
      offset: '0',
      outer: 'uniforms.columns',
      inner: 'sliceInner()',
      contiguous: 'outer',
      vectors: filterVectors,
    }),
  };
}

interface Inputs {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly bias?: TensorInfo | null;
  readonly preluActivationWeights?: TensorInfo | null;
}

type Attributes = ConvolutionAttributes & FusedActivation;

function convolve(
  backend: WebGPUBackend,
  { x, filter }: Inputs,
  attributes: Attributes,
  epilogue: Epilogue,
): TensorInfo {
  const g = geometryOf({ x: x.shape, filter: filter.shape, y: null }, attributes);
  const xVectors = g.inChannels % 4 === 0;
  const filterVectors = g.outChannels % 4 === 0;
  return runProduct(backend, {
    key: `convolution-${xVectors}-${filterVectors}`,
    source: () => source(xVectors, filterVectors),
    size: {
      slices: 1,
      rows: g.batch * g.outHeight * g.outWidth,
      columns: g.outChannels,
      inner: g.filterHeight * g.filterWidth * g.inChannels,
    },
    left: { name: 'x', tensor: x, vectors: xVectors },
    right: { name: 'weights', tensor: filter, vectors: filterVectors },
    uniforms: g,
    outputShape: [g.batch, g.outHeight, g.outWidth, g.outChannels],
    epilogue,
  });
}

/** `stock` – takes dilations, NCHW, other types than float32 and activations that are not piecewise linear. */
function kernelOf(kernelName: string, stock: KernelConfig): KernelConfig {
  return {
    kernelName,
    backendName: 'webgpu',
    kernelFunc: (params) => {
      const inputs = params.inputs as unknown as Inputs;
      const attributes = params.attrs as unknown as Attributes;
      const bias = inputs.bias ?? null;
      const slope = slopeOf(attributes);
      const tensors = [inputs.x, inputs.filter, ...(bias ? [bias] : [])];
      return slope !== null && isOurs(attributes, tensors)
        ? convolve(params.backend as WebGPUBackend, inputs, attributes, { bias, slope })
        : stock.kernelFunc(params);
    },
  };
}

export const convolution = (stock: KernelConfig): KernelConfig => kernelOf(Conv2D, stock);
export const fusedConvolution = (stock: KernelConfig): KernelConfig => kernelOf(FusedConv2D, stock);
