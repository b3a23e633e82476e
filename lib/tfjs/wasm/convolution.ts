// Conv2D, FusedConv2D and their gradients by the kernels of assembly/: implicit products over the pixels themselves. The
// stock backend has no gradient in the filter, a scalar loop for the one in the image, and XNNPACK's convolution, which
// keeps filters packed by number.

import {
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  FusedConv2D,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import {
  forwardGeometry,
  type Geometry,
  phaseGeometries,
  wholeGeometry,
} from './convolution-geometry';
import {
  type ConvolutionAttributes,
  type ConvolutionShape,
  convolutionOutputShape,
  convolutionShape,
} from './convolution-shape';
import {
  type Epilogue,
  type FusedAttributes,
  type FusedInputs,
  NO_EPILOGUE,
  withEpilogue,
} from './fused-epilogue';
import { addressOf, registerWasmKernel, type WasmBackend } from './heap';
import { record, scratch, simdKernels } from './simd-kernels';

/** act(x ∗ filter + bias), where act(v) = v > 0 ? v : slope · v. */
function convolution(
  backend: WasmBackend,
  { x, filter }: Readonly<Record<'x' | 'filter', TensorInfo>>,
  attributes: ConvolutionAttributes,
  { bias, slope }: Epilogue = NO_EPILOGUE,
): TensorInfo {
  const shape = convolutionOutputShape(x.shape, filter.shape, attributes);
  const out = backend.makeOutput(shape, 'float32');
  if (util.sizeFromShape(shape) === 0) return out;
  const kernels = simdKernels(backend);
  const s = convolutionShape(x.shape, filter.shape, shape, attributes);
  const geometry = record(backend, forwardGeometry(s));
  kernels.convolution(
    geometry,
    addressOf(backend, x),
    addressOf(backend, filter),
    bias ? addressOf(backend, bias) : 0,
    slope,
    addressOf(backend, out),
    scratch(backend, kernels.convolutionScratch(geometry)),
  );
  return out;
}

/** Images of fewer channels than this are made in one product of all stride phases, where there are several. */
const MIN_PHASE_CHANNELS = 8;

function inputGradient(
  backend: WasmBackend,
  { dy, filter }: Readonly<Record<'dy' | 'filter', TensorInfo>>,
  s: ConvolutionShape,
): TensorInfo {
  const shape = [s.batch, s.inHeight, s.inWidth, s.inChannels];
  const dx = backend.makeOutput(shape, 'float32');
  if (util.sizeFromShape(shape) === 0) return dx;
  const kernels = simdKernels(backend);
  const isSplit = s.strideHeight * s.strideWidth === 1 || s.inChannels >= MIN_PHASE_CHANNELS;
  const kernel = isSplit ? kernels.inputGradientPhase : kernels.inputGradientAtOnce;
  const run = (g: Geometry): void => {
    const geometry = record(backend, g);
    const space = scratch(backend, kernels.inputGradientScratch(geometry));
    kernel(
      geometry,
      addressOf(backend, dy),
      addressOf(backend, filter),
      addressOf(backend, dx),
      space,
    );
  };
  if (isSplit) phaseGeometries(s).forEach(run);
  else run(wholeGeometry(s));
  return dx;
}

function filterGradient(
  backend: WasmBackend,
  { x, dy }: Readonly<Record<'x' | 'dy', TensorInfo>>,
  s: ConvolutionShape,
): TensorInfo {
  const shape = [s.filterHeight, s.filterWidth, s.inChannels, s.outChannels];
  const dw = backend.makeOutput(shape, 'float32');
  if (util.sizeFromShape(shape) === 0) return dw;
  const kernels = simdKernels(backend);
  const geometry = record(backend, forwardGeometry(s));
  const space = scratch(backend, kernels.filterGradientScratch(geometry));
  kernels.filterGradient(
    geometry,
    addressOf(backend, x),
    addressOf(backend, dy),
    addressOf(backend, dw),
    space,
  );
  return dw;
}

export function installConvolution(): void {
  registerWasmKernel<'x' | 'filter', ConvolutionAttributes>(Conv2D, convolution);
  registerWasmKernel<'x' | 'filter', ConvolutionAttributes & FusedAttributes>(
    FusedConv2D,
    (backend, inputs, attributes) =>
      withEpilogue(backend, inputs as FusedInputs, attributes, (epilogue) =>
        convolution(backend, inputs, attributes, epilogue),
      ),
  );
  registerWasmKernel<'dy' | 'filter', ConvolutionAttributes & { inputShape: number[] }>(
    Conv2DBackpropInput,
    (backend, { dy, filter }, attributes) =>
      inputGradient(
        backend,
        { dy, filter },
        convolutionShape(attributes.inputShape, filter.shape, dy.shape, attributes),
      ),
  );
  registerWasmKernel<'x' | 'dy', ConvolutionAttributes & { filterShape: number[] }>(
    Conv2DBackpropFilter,
    (backend, { x, dy }, attributes) =>
      filterGradient(
        backend,
        { x, dy },
        convolutionShape(x.shape, attributes.filterShape, dy.shape, attributes),
      ),
  );
}
