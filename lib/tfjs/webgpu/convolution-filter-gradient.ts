// Conv2DBackpropFilter on WebGPU: the transposed patches of x times dy,
//   dw [KH · KW · C, K] = P^T [KH · KW · C, N · h · w] · dy [N · h · w, K],
// with the long sum over pixels split into parts that a second dispatch adds in a fixed order. The stock kernel gives each
// weight one thread that runs over all pixels.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { Conv2DBackpropFilter, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { type ConvolutionAttributes, geometryOf, isOurs } from './convolution-geometry';
import { transposedPatches } from './convolution-patches';
import { denseOperand } from './matrix-operand';
import { runProduct } from './matrix-program';
import type { ProductSource } from './matrix-source';

function source(xVectors: boolean, dyVectors: boolean): ProductSource {
  return {
    slice: `
fn beginSlice(slice : i32) {}
fn sliceRows() -> i32 { return uniforms.filterHeight * uniforms.filterWidth * uniforms.inChannels; }
fn sliceInner() -> i32 { return uniforms.batch * uniforms.outHeight * uniforms.outWidth; }
fn outputIndex(row : i32) -> i32 { return row * uniforms.columns; }
`,
    left: transposedPatches(xVectors),
    right: denseOperand({
      side: 'right',
      variable: 'dy',
      offset: '0',
      outer: 'uniforms.columns',
      inner: 'sliceInner()',
      contiguous: 'outer',
      vectors: dyVectors,
    }),
  };
}

function filterGradient(
  backend: WebGPUBackend,
  { x, dy }: Readonly<Record<'x' | 'dy', TensorInfo>>,
  attributes: ConvolutionAttributes & { readonly filterShape: readonly number[] },
): TensorInfo {
  const { filterShape } = attributes;
  const g = geometryOf({ x: x.shape, filter: filterShape, y: dy.shape }, attributes);
  const xVectors = g.inChannels % 4 === 0;
  const dyVectors = g.outChannels % 4 === 0;
  return runProduct(backend, {
    key: `filter-gradient-${xVectors}-${dyVectors}`,
    source: () => source(xVectors, dyVectors),
    size: {
      slices: 1,
      rows: g.filterHeight * g.filterWidth * g.inChannels,
      columns: g.outChannels,
      inner: g.batch * g.outHeight * g.outWidth,
    },
    left: { name: 'x', tensor: x, vectors: xVectors },
    right: { name: 'dy', tensor: dy, vectors: dyVectors },
    uniforms: g,
    outputShape: filterShape,
    epilogue: null,
  });
}

/** `stock` – takes NCHW and other types than float32. */
export function convolutionFilterGradient(stock: KernelConfig): KernelConfig {
  return {
    kernelName: Conv2DBackpropFilter,
    backendName: 'webgpu',
    kernelFunc: (params) => {
      const inputs = params.inputs as unknown as Readonly<Record<'x' | 'dy', TensorInfo>>;
      const attributes = params.attrs as unknown as Parameters<typeof filterGradient>[2];
      return isOurs(attributes, [inputs.x, inputs.dy])
        ? filterGradient(params.backend as WebGPUBackend, inputs, attributes)
        : stock.kernelFunc(params);
    },
  };
}
