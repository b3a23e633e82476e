// A chain of layers described as data. The description gives the network, its variables, its layer table, its cost and
// its diagram; nothing else in the library knows layer kinds.

import { slice, type Tensor } from '@tensorflow/tfjs-core';
import type { Network } from '../architecture';
import type { RandomStream } from '../rng';
import { type BatchNormSpec, batchNorm } from './batch-norm';
import { type BranchesSpec, branches } from './branches';
import { type Chain, chainOf } from './chain';
import { type ConditionSpec, condition } from './condition';
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
  | ReshapeSpec
  | ConditionSpec
  | BranchesSpec;

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
  condition: (spec, context) => condition(spec, context, buildBranch),
  branches: (spec, context) => branches(spec, context, buildBranch),
};

function build(spec: LayerSpec, context: LayerContext): Layer {
  // The table pairs each kind with a builder of its own spec; TypeScript cannot follow that through the index.
  const builder = BUILDERS[spec.kind] as (spec: LayerSpec, context: LayerContext) => Layer;
  return builder(spec, context);
}

/** @param prefix goes before the name of every layer */
function buildChain(specs: readonly LayerSpec[], context: LayerContext, prefix: string): Chain {
  const layers: Layer[] = [];
  let shape = context.inputShape;
  for (const [index, spec] of specs.entries()) {
    const layer = build(spec, {
      ...context,
      name: `${prefix}${index}-${spec.kind}`,
      inputShape: shape,
    });
    layers.push(layer);
    shape = layer.outputShape;
  }
  return chainOf(layers, context.inputShape);
}

const buildBranch = (specs: readonly LayerSpec[], context: LayerContext): Chain =>
  buildChain(specs, context, `${context.name}/`);

export interface SequentialOptions {
  readonly name: string;
  /** Without the batch axis. */
  readonly inputShape: readonly number[];
  readonly layers: readonly LayerSpec[];
  readonly initializer: Initializer;
  readonly random: RandomStream;
  readonly purpose: VariablesPurpose;
  /**
   * For networks whose input is a row of numbers: the layers see the first so many, and the others are the condition of every
   * `condition` layer. Absent where the condition comes with the forward pass, or there is none.
   */
  readonly inputColumns?: number;
  /** Where the columns of the condition start; after those that the layers see when absent. From 0 they are told the whole row. */
  readonly conditionFrom?: number;
}

/** Builds the chain; variables are named `<index>-<kind>/<variable>`. */
export function sequential(options: SequentialOptions): Network {
  const { inputColumns, inputShape, conditionFrom = inputColumns ?? 0 } = options;
  const variables = new Variables(options.purpose);
  const chain = buildChain(
    options.layers,
    {
      name: options.name,
      inputShape: inputColumns === undefined ? inputShape : [inputColumns],
      variables,
      random: options.random,
      initializer: options.initializer,
    },
    '',
  );
  const { layers, outputShape, couplesSamples } = chain;
  const split = (x: Tensor, mode: ForwardMode): readonly [Tensor, ForwardMode] => {
    if (inputColumns === undefined) return [x, mode];
    const [count = 0, width = 0] = x.shape;
    const condition = slice(x, [0, conditionFrom], [count, width - conditionFrom]);
    return [slice(x, [0, 0], [count, inputColumns]), { ...mode, condition }];
  };
  return {
    name: options.name,
    inputShape,
    outputShape,
    variables,
    layers,
    couplesSamples,
    forward(input: Tensor, mode: ForwardMode, tap?: (layer: Layer, output: Tensor) => void) {
      const [x, conditioned] = split(input, mode);
      // A tap sees every layer's own output, so nothing is fused for it.
      if (tap === undefined) return chain.forward(x, conditioned);
      return layers.reduce((h, layer) => {
        const output = layer.forward(h, conditioned);
        tap(layer, output);
        return output;
      }, x);
    },
  };
}
