// What a layer is: built once from its spec and its input's shape, then a pure function of its input, its network's
// variables and the mode. Layers allocate and never dispose; the step that runs them tidies.

import type { Tensor } from '@tensorflow/tfjs-core';
import type { FusedActivation } from '../../tfjs/ops/fused-activation';
import type { RandomStream } from '../rng';
import type { Initializer } from './initializers';
import type { Variables } from './variables';

/** How a forward pass treats what differs between training and sampling. */
export interface ForwardMode {
  /** Batch norm by the statistics of this batch or by the running averages. */
  readonly norm: 'batch' | 'running';
  /** True when the running averages follow this batch: only for the player whose turn it is. */
  readonly updateRunning: boolean;
  /** Source of dropout masks; null switches dropout off. */
  readonly dropout: RandomStream | null;
  /** What `condition` layers are told, [N, width], such as one-hot classes; null for a network without them. */
  readonly condition: Tensor | null;
}

/** For sampling: nothing random, nothing updated. */
export const samplingMode = (
  norm: ForwardMode['norm'],
  condition: Tensor | null = null,
): ForwardMode => ({
  norm,
  updateRunning: false,
  dropout: null,
  condition,
});

/** What a layer needs to create its variables. */
export interface LayerContext {
  readonly name: string;
  /** Without the batch axis. */
  readonly inputShape: readonly number[];
  readonly variables: Variables;
  readonly random: RandomStream;
  readonly initializer: Initializer;
}

export interface Layer {
  readonly name: string;
  readonly kind: string;
  /** Without the batch axis. */
  readonly outputShape: readonly number[];
  /** Trainable numbers. */
  readonly parameters: number;
  /** Multiply-accumulates of one forward pass of one sample, as the layer is defined; what layers do together may take fewer. */
  readonly macs: number;
  /** True where a sample's output depends on the others of its batch. */
  readonly couplesSamples?: true;
  forward(x: Tensor, mode: ForwardMode): Tensor;
  /** `forward` and a piecewise linear activation in the pass that makes the output; only layers that can. */
  forwardActivated?(x: Tensor, mode: ForwardMode, activation: FusedActivation): Tensor;
  /** What such a layer may apply in this one's place; only activations of that kind. */
  readonly fusedActivation?: FusedActivation;
  /** Of layers whose output is their input with constant maps behind its channels: what the maps say, [N, k]. */
  constantMaps?(mode: ForwardMode): Tensor;
  /** `forwardActivated` of an input with such maps behind it, which need not be made; only layers that can. */
  forwardBeside?(x: Tensor, maps: Tensor, activation: FusedActivation): Tensor;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** The side and channels of a square map [side, side, channels]. */
export function mapShape(context: LayerContext): {
  readonly side: number;
  readonly channels: number;
} {
  const [side, width, channels] = context.inputShape;
  if (
    context.inputShape.length !== 3 ||
    side === undefined ||
    channels === undefined ||
    side !== width
  ) {
    throw new Error(
      `${context.name}: expected a square map, got [${context.inputShape.join(', ')}]`,
    );
  }
  return { side, channels };
}
