// Several chains on the same input, their outputs side by side: the heads of a discriminator that also classifies, or a
// whole second network that only shares the input. An empty branch hands its input on, flattened.

import { concat, reshape, type Tensor } from '@tensorflow/tfjs-core';
import type { Chain } from './chain';
import { type Layer, type LayerContext, sizeOf } from './layer';
import type { LayerSpec } from './sequential';

export interface BranchesSpec {
  readonly kind: 'branches';
  readonly branches: readonly (readonly LayerSpec[])[];
}

/** @param build makes the chain of one branch */
export function branches(
  spec: BranchesSpec,
  context: LayerContext,
  build: (specs: readonly LayerSpec[], context: LayerContext) => Chain,
): Layer {
  const chains = spec.branches.map((specs, i) =>
    build(specs, { ...context, name: `${context.name}/${i}` }),
  );
  const sum = (of: (chain: Chain) => number) =>
    chains.reduce((total, chain) => total + of(chain), 0);
  const flat = (h: Tensor): Tensor =>
    h.rank === 2 ? h : reshape(h, [h.shape[0] ?? 0, sizeOf(h.shape.slice(1))]);
  return {
    name: context.name,
    kind: spec.kind,
    outputShape: [sum(({ outputShape }) => sizeOf(outputShape))],
    parameters: sum(({ parameters }) => parameters),
    macs: sum(({ macs }) => macs),
    ...(chains.some(({ couplesSamples }) => couplesSamples)
      ? { couplesSamples: true as const }
      : {}),
    forward: (x, mode) =>
      concat(
        chains.map((chain) => flat(chain.forward(x, mode))),
        1,
      ),
  };
}
