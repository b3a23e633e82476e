// Layers in a row, as one thing: what a network is inside, and what a branch of a layer is.

import type { Tensor } from '@tensorflow/tfjs-core';
import { LINEAR } from '../../tfjs/ops/fused-activation';
import type { ForwardMode, Layer } from './layer';

export interface Chain {
  readonly layers: readonly Layer[];
  /** Without the batch axis. */
  readonly outputShape: readonly number[];
  readonly parameters: number;
  readonly macs: number;
  readonly couplesSamples: boolean;
  forward(x: Tensor, mode: ForwardMode): Tensor;
}

/** Runs the layers with constant maps and activations in the kernels of those beside them, where both allow it. */
function forwardFused(layers: readonly Layer[], x: Tensor, mode: ForwardMode): Tensor {
  let h = x;
  for (let i = 0; i < layers.length; i++) {
    const [layer, next, third] = [layers[i], layers[i + 1], layers[i + 2]];
    if (layer === undefined) break;
    if (layer.constantMaps && next?.forwardBeside) {
      h = next.forwardBeside(h, layer.constantMaps(mode), third?.fusedActivation ?? LINEAR);
      i += third?.fusedActivation ? 2 : 1;
    } else if (layer.forwardActivated && next?.fusedActivation) {
      h = layer.forwardActivated(h, mode, next.fusedActivation);
      i += 1;
    } else {
      h = layer.forward(h, mode);
    }
  }
  return h;
}

/** @param inputShape without the batch axis; the output's when there are no layers */
export function chainOf(layers: readonly Layer[], inputShape: readonly number[]): Chain {
  return {
    layers,
    outputShape: layers.at(-1)?.outputShape ?? inputShape,
    parameters: layers.reduce((sum, layer) => sum + layer.parameters, 0),
    macs: layers.reduce((sum, layer) => sum + layer.macs, 0),
    couplesSamples: layers.some((layer) => layer.couplesSamples === true),
    forward: (x, mode) => forwardFused(layers, x, mode),
  };
}
