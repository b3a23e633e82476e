// A chain of layers described as data. The description gives the network, its variables, its layer table, its cost and
// its diagram; nothing else in the library knows layer kinds.

import type { Tensor } from '@tensorflow/tfjs-core';
import type { Network } from '../architecture';
import type { RandomStream } from '../rng';
import { type BatchNormSpec, batchNorm } from './batch-norm';
import {
  type ConvSpec,
  type ConvTransposeSpec,
  conv,
  convTranspose,
  type UpsampleSpec,
  upsample,
} from './conv';
import { type DenseSpec, dense, type MaxoutSpec, maxout } from './dense';
import type { Initializer } from './initializers';
import type { ForwardMode, Layer, LayerContext } from './layer';
import {
  type ActivationSpec,
  activation,
  type DropoutSpec,
  dropout,
  type ReshapeSpec,
  reshapeTo,
} from './pointwise';
import { Variables, type VariablesPurpose } from './variables';

export type LayerSpec =
  | DenseSpec
  | MaxoutSpec
  | ConvSpec
  | ConvTransposeSpec
  | UpsampleSpec
  | BatchNormSpec
  | ActivationSpec
  | DropoutSpec
  | ReshapeSpec;

type Builders = {
  readonly [K in LayerSpec['kind']]: (
    spec: Extract<LayerSpec, { kind: K }>,
    context: LayerContext,
  ) => Layer;
};

const BUILDERS: Builders = {
  dense,
  maxout,
  conv,
  convTranspose,
  upsample,
  batchNorm,
  activation,
  dropout,
  reshape: reshapeTo,
};

function build(spec: LayerSpec, context: LayerContext): Layer {
  // The table pairs each kind with a builder of its own spec; TypeScript cannot follow that through the index.
  const builder = BUILDERS[spec.kind] as (spec: LayerSpec, context: LayerContext) => Layer;
  return builder(spec, context);
}

export interface SequentialOptions {
  readonly name: string;
  /** Without the batch axis. */
  readonly inputShape: readonly number[];
  readonly layers: readonly LayerSpec[];
  readonly initializer: Initializer;
  readonly random: RandomStream;
  readonly purpose: VariablesPurpose;
}

/** Runs the chain with activations in the kernels of the layers before them, where both allow it. */
function forwardFused(layers: readonly Layer[], x: Tensor, mode: ForwardMode): Tensor {
  let h = x;
  for (let i = 0; i < layers.length; i++) {
    const [layer, next] = [layers[i], layers[i + 1]];
    if (layer === undefined) break;
    if (layer.forwardActivated && next?.fusedActivation) {
      h = layer.forwardActivated(h, mode, next.fusedActivation);
      i += 1;
    } else {
      h = layer.forward(h, mode);
    }
  }
  return h;
}

/** Builds the chain; variables are named `<index>-<kind>/<variable>`. */
export function sequential(options: SequentialOptions): Network {
  const variables = new Variables(options.purpose);
  const layers: Layer[] = [];
  let shape = options.inputShape;
  for (const [index, spec] of options.layers.entries()) {
    const layer = build(spec, {
      name: `${index}-${spec.kind}`,
      inputShape: shape,
      variables,
      random: options.random,
      initializer: options.initializer,
    });
    layers.push(layer);
    shape = layer.outputShape;
  }
  return {
    name: options.name,
    inputShape: options.inputShape,
    outputShape: shape,
    variables,
    layers,
    couplesSamples: layers.some((layer) => layer.couplesSamples === true),
    forward(x: Tensor, mode: ForwardMode, tap?: (layer: Layer, output: Tensor) => void): Tensor {
      // A tap sees every layer's own output, so nothing is fused for it.
      if (tap === undefined) return forwardFused(layers, x, mode);
      return layers.reduce((h, layer) => {
        const output = layer.forward(h, mode);
        tap(layer, output);
        return output;
      }, x);
    },
  };
}
