// How a network is told something besides its input: a class, a soft mixture of classes, a latent code. What it is told
// comes with the forward pass (`ForwardMode.condition`, [N, width]); this layer sends it through a chain of its own and
// joins the result to what flows by. With an empty chain and `concat` over maps it is the constant label maps of cond-DCGAN
// (Newmu/dcgan_code mnist/train_cond_dcgan.py); with dense layers the label branch of Mirza and Osindero 2014
// (arXiv:1411.1784); with `multiply` the embedding of Odena et al. 2017 (arXiv:1610.09585).

import { add, concat, mul, ones, reshape, type Tensor } from '@tensorflow/tfjs-core';
import type { Chain } from './chain';
import { type ForwardMode, type Layer, type LayerContext, sizeOf } from './layer';
import type { LayerSpec } from './sequential';

export const CONDITION_MERGES = ['concat', 'multiply', 'add'] as const;
export type ConditionMerge = (typeof CONDITION_MERGES)[number];

export interface ConditionSpec {
  readonly kind: 'condition';
  /** Numbers per sample in the condition. */
  readonly width: number;
  /** What the condition goes through first; none leaves it as it is. */
  readonly layers: readonly LayerSpec[];
  readonly merge: ConditionMerge;
}

/** [N, k] as constant maps [N, side, side, k], so that every pixel is told the same. */
function spread(condition: Tensor, shape: readonly number[]): Tensor {
  const [count = 0, width = 0] = condition.shape;
  const [height = 1, breadth = 1] = shape;
  return mul(reshape(condition, [count, 1, 1, width]), ones([1, height, breadth, 1]));
}

/** @param build makes the chain of the branch */
export function condition(
  spec: ConditionSpec,
  context: LayerContext,
  build: (specs: readonly LayerSpec[], context: LayerContext) => Chain,
): Layer {
  const { inputShape, name } = context;
  const branch = build(spec.layers, { ...context, name, inputShape: [spec.width] });
  const told = branch.outputShape;
  const maps = inputShape.length === 3 && told.length === 1;
  const channels = inputShape.at(-1) ?? 0;
  const same = told.join() === inputShape.join();
  if (spec.merge !== 'concat' && !same && !(maps && told[0] === channels)) {
    throw new Error(
      `${name}: [${told.join(', ')}] cannot ${spec.merge} [${inputShape.join(', ')}]`,
    );
  }
  const outputShape =
    spec.merge === 'concat'
      ? [...inputShape.slice(0, -1), channels + (told.at(-1) ?? 0)]
      : inputShape;
  const say = (mode: ForwardMode): Tensor => {
    if (mode.condition === null) throw new Error(`${name} was given no condition`);
    return branch.forward(mode.condition, mode);
  };
  return {
    name,
    kind: spec.kind,
    outputShape,
    parameters: branch.parameters,
    macs: branch.macs + (spec.merge === 'concat' ? 0 : sizeOf(inputShape)),
    ...(branch.couplesSamples ? { couplesSamples: true as const } : {}),
    ...(maps && spec.merge === 'concat' ? { constantMaps: say } : {}),
    forward(x: Tensor, mode: ForwardMode): Tensor {
      const said = say(mode);
      switch (spec.merge) {
        case 'concat':
          return concat([x, maps ? spread(said, inputShape) : said], x.rank - 1);
        case 'multiply':
          return mul(x, said.rank < x.rank ? spread(said, inputShape) : said);
        case 'add':
          return add(x, said.rank < x.rank ? spread(said, inputShape) : said);
      }
    },
  };
}
