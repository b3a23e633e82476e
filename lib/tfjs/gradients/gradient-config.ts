// How this pack writes a gradient: the kernel's name, the inputs it needs, and one function per differentiable input.
// Outputs are never saved. The engine clones a saved output before the kernel's own node enters the tape, so a second
// differentiation loses that path and gives a wrong number without a word (tfjs-core/dist/engine.js, runKernelFunc;
// tensorflow/tfjs#3252). Gradients here save inputs and compute outputs anew, on the tape.

import {
  broadcast_util,
  engine,
  type GradConfig,
  type NamedAttrMap,
  type NamedTensorMap,
  reshape,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';

type InputGradients = Readonly<Record<string, () => Tensor>>;

/**
 * A gradient for the registry.
 *
 * `gradient` receives dy (the gradient of the kernel's only output, in its shape), the saved inputs in the order of
 * `inputsToSave`, and the kernel's attributes; each function that it returns has its input's shape, float32.
 */
export function defineGradient<Attributes>(
  kernelName: string,
  inputsToSave: readonly string[],
  gradient: (dy: Tensor, saved: readonly Tensor[], attributes: Attributes) => InputGradients,
): GradConfig {
  return {
    kernelName,
    inputsToSave: [...inputsToSave],
    gradFunc: (dy, saved, attributes) => {
      if (Array.isArray(dy)) throw new Error(`${kernelName} has one output`);
      // The engine hands back the attributes that this kernel was run with, typed as any kernel's.
      return gradient(dy, saved, attributes as unknown as Attributes);
    },
  };
}

/** A gradient of a kernel with the one input `x` of the same shape as its output. */
export function defineUnaryGradient<Attributes>(
  kernelName: string,
  gradient: (dy: Tensor, x: Tensor, attributes: Attributes) => Tensor,
): GradConfig {
  return defineGradient<Attributes>(kernelName, ['x'], (dy, saved, attributes) => ({
    x: () => gradient(dy, only(saved), attributes),
  }));
}

/** The first saved input. */
export function only(saved: readonly Tensor[]): Tensor {
  const [x] = saved;
  if (!x) throw new Error('a gradient lacks its saved input');
  return x;
}

/** The first two saved inputs. */
export function both(saved: readonly Tensor[]): readonly [Tensor, Tensor] {
  const [a, b] = saved;
  if (!a || !b) throw new Error('a gradient lacks its saved inputs');
  return [a, b];
}

/** Undoes broadcasting: sums `gradient` over the axes along which `shape` was repeated. Returns shape `shape`. */
export function sumToShape(gradient: Tensor, shape: readonly number[]): Tensor {
  const axes = broadcast_util.getReductionAxes([...shape], gradient.shape);
  return reshape(axes.length > 0 ? sum(gradient, axes) : gradient, [...shape]);
}

/** Runs a kernel that has no operation of its own in tfjs-core. */
export function runKernel(name: string, inputs: NamedTensorMap, attributes: object): Tensor {
  return engine().runKernel(name, inputs, attributes as NamedAttrMap) as Tensor;
}
