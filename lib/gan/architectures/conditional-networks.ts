// G and D that are told a class, each by one of five ways: constant maps at every layer, beside the input, as a learned
// embedding beside or times the input, or by label branches as in the paper that began it. What is told is the caller's choice.
// Sources: label branches: Mirza and Osindero 2014, section 4.1 (arXiv:1411.1784); maps at every layer: Newmu/dcgan_code
// mnist/train_cond_dcgan.py; embeddings: eriklindernoren/PyTorch-GAN cgan.py (beside), Keras-GAN cgan.py (times).

import type { DataInfo } from '../../schema/data';
import { choice, integer, number, type ParamValues } from '../../schema/params';
import type { CreateContext, Network } from '../architecture';
import { classNames } from '../datasets/classes';
import { constant, type Initializer } from '../layers/initializers';
import { sizeOf } from '../layers/layer';
import { type LayerSpec, sequential } from '../layers/sequential';
import {
  BASE_PARAMS,
  baseInitializer,
  generatorLayers,
  sampleShape,
  trunkLayers,
} from './base-networks';

const BRANCHES = { conditioning: ['branches'] } as const;
const NOT_BRANCHES = { conditioning: ['maps', 'concat', 'embed', 'multiply'] } as const;

const width = (
  label: string,
  help: string,
  group: 'generator' | 'discriminator',
  value: number,
  paper: string,
) =>
  integer({
    label,
    help,
    group,
    default: value,
    min: 2,
    max: 2048,
    scale: 'log',
    visibleWhen: BRANCHES,
    paper,
  });

export const CONDITIONAL_NETWORK_PARAMS = {
  conditioning: choice({
    label: 'How the label goes in',
    help: 'How both nets are told the class.',
    group: 'model',
    live: false,
    options: [
      { id: 'maps', label: 'At every layer, as it is' },
      { id: 'concat', label: 'Beside the input, as it is' },
      { id: 'embed', label: 'Beside the input, as learned numbers' },
      { id: 'multiply', label: 'Times the input, as learned factors' },
      { id: 'branches', label: 'Paper: through a branch of its own, fully connected' },
    ],
    default: 'maps',
    paper: 'a branch of its own, fully connected',
  }),
  embedding: integer({
    label: 'Embedding width',
    help: 'How many learned numbers stand for a class.',
    group: 'model',
    default: 10,
    min: 1,
    max: 256,
    scale: 'log',
    visibleWhen: { conditioning: ['embed'] },
  }),
  ...BASE_PARAMS,
  ch: { ...BASE_PARAMS.ch, visibleWhen: NOT_BRANCHES },
  hidden: { ...BASE_PARAMS.hidden, visibleWhen: NOT_BRANCHES },
  layers: { ...BASE_PARAMS.layers, visibleWhen: NOT_BRANCHES },
  batchNormG: { ...BASE_PARAMS.batchNormG, visibleWhen: NOT_BRANCHES },
  batchNormD: { ...BASE_PARAMS.batchNormD, visibleWhen: NOT_BRANCHES },
  branchZ: width('z branch of G', 'ReLU units that see z alone.', 'generator', 64, '200'),
  branchLabelG: width(
    'Label branch of G',
    'ReLU units that see the label alone.',
    'generator',
    128,
    '1000',
  ),
  jointG: width('Joint layer of G', 'ReLU units that see both branches.', 'generator', 256, '1200'),
  dropoutG: number({
    label: 'Dropout in G',
    help: 'Share of G’s hidden units switched off at random while it trains.',
    group: 'generator',
    live: false,
    default: 0,
    min: 0,
    max: 0.9,
    visibleWhen: BRANCHES,
    paper: '0.5',
  }),
  branchX: width(
    'Sample branch of D',
    'Maxout units that see the sample alone.',
    'discriminator',
    64,
    '240',
  ),
  branchLabelD: width(
    'Label branch of D',
    'Maxout units that see the label alone.',
    'discriminator',
    16,
    '50',
  ),
  jointD: width(
    'Joint layer of D',
    'Maxout units that see both branches.',
    'discriminator',
    64,
    '240',
  ),
  pieces: integer({
    label: 'Maxout pieces',
    help: 'How many sums each maxout unit chooses from.',
    group: 'discriminator',
    default: 3,
    min: 2,
    max: 10,
    visibleWhen: BRANCHES,
    paper: '5',
  }),
  piecesJoint: integer({
    label: 'Maxout pieces of the joint layer',
    help: 'How many sums each unit of D’s joint layer chooses from.',
    group: 'discriminator',
    default: 3,
    min: 2,
    max: 10,
    visibleWhen: BRANCHES,
    paper: '4',
  }),
} as const;

export type ConditionalNetworkParams = ParamValues<typeof CONDITIONAL_NETWORK_PARAMS>;
export type Conditioning = ConditionalNetworkParams['conditioning'];

const RELU: LayerSpec = { kind: 'activation', activation: 'relu', slope: 0 };
const dropped = (rate: number): readonly LayerSpec[] =>
  rate > 0 ? [{ kind: 'dropout', rate }] : [];

/** The label as it is. */
const asIs = (classes: number): LayerSpec => ({
  kind: 'condition',
  width: classes,
  layers: [],
  merge: 'concat',
});

const STANDARD_NORMAL: Initializer = { kind: 'normal', std: 1 };

/** Learned numbers beside what flows by: `width` of them, or over maps one learned picture per class. */
function embedded(classes: number, width: number, shape: readonly number[]): LayerSpec {
  const [height = 0, breadth = 0] = shape;
  const maps = shape.length === 3;
  return {
    kind: 'condition',
    width: classes,
    layers: [
      {
        kind: 'dense',
        units: maps ? height * breadth : width,
        bias: false,
        initializer: STANDARD_NORMAL,
      },
      ...(maps ? [{ kind: 'reshape' as const, shape: [height, breadth, 1] }] : []),
    ],
    merge: 'concat',
  };
}

/** Spread of the learned factors around 1; near 0 they would wipe out what they multiply. */
const FACTOR_SPREAD = 0.2;

/** Learned factors for what flows by, of its shape; a network that is told nothing multiplies by about 1. */
function multiplied(classes: number, shape: readonly number[]): LayerSpec {
  const units = sizeOf(shape);
  return {
    kind: 'condition',
    width: classes,
    layers: [
      {
        kind: 'dense',
        units,
        bias: true,
        initialBias: () => constant(units, 1),
        initializer: { kind: 'normal', std: FACTOR_SPREAD },
      },
      ...(shape.length > 1 ? [{ kind: 'reshape' as const, shape }] : []),
    ],
    merge: 'multiply',
  };
}

/** What goes before a network's first layer, and what before every other. */
function told(
  { conditioning, embedding }: Pick<ConditionalNetworkParams, 'conditioning' | 'embedding'>,
  classes: number,
  shape: readonly number[],
): { readonly first: readonly LayerSpec[]; readonly others: readonly LayerSpec[] } {
  switch (conditioning) {
    case 'maps':
      return { first: [asIs(classes)], others: [asIs(classes)] };
    case 'concat':
      return { first: [asIs(classes)], others: [] };
    case 'embed':
      return { first: [embedded(classes, embedding, shape)], others: [] };
    case 'multiply':
      return { first: [multiplied(classes, shape)], others: [] };
    case 'branches':
      throw new Error('branches have layers of their own');
  }
}

/** z → 200 and y → 1000, both → 1200 → sample, at the paper's size; ReLU, sigmoid for images. */
function branchedGenerator(
  data: DataInfo,
  params: ConditionalNetworkParams,
  classes: number,
): readonly LayerSpec[] {
  const shape = sampleShape(data);
  const hidden = (units: number): readonly LayerSpec[] => [
    { kind: 'dense', units, bias: true },
    RELU,
    ...dropped(params.dropoutG),
  ];
  return [
    ...hidden(params.branchZ),
    {
      kind: 'condition',
      width: classes,
      layers: hidden(params.branchLabelG),
      merge: 'concat',
    },
    ...hidden(params.jointG),
    { kind: 'dense', units: sizeOf(shape), bias: true },
    ...(data.kind === 'images'
      ? [
          { kind: 'activation' as const, activation: 'sigmoidToUnit' as const, slope: 0 },
          { kind: 'reshape' as const, shape },
        ]
      : []),
  ];
}

/** x → 240 × 5 and y → 50 × 5, both → 240 × 4 → logit, at the paper's size; maxout. */
function branchedDiscriminator(
  params: ConditionalNetworkParams,
  classes: number,
): readonly LayerSpec[] {
  const hidden = (units: number, pieces: number): readonly LayerSpec[] => [
    { kind: 'maxout', units, pieces },
    ...dropped(params.dropoutD),
  ];
  return [
    ...hidden(params.branchX, params.pieces),
    {
      kind: 'condition',
      width: classes,
      layers: hidden(params.branchLabelD, params.pieces),
      merge: 'concat',
    },
    ...hidden(params.jointD, params.piecesJoint),
  ];
}

/**
 * Limits of uniform weights. D's on images is that of the code that the paper builds on; with weights by the width of the layer
 * the paper's SGD diverges within ten steps, on points too.
 * Source: goodfeli/adversarial mnist.yaml.
 */
const BRANCH_LIMITS = {
  images: { G: 0.05, D: 0.005 },
  points: { G: 0.05, D: 0.05 },
} as const;

const initializer = (
  data: DataInfo,
  { conditioning }: ConditionalNetworkParams,
  name: 'G' | 'D',
): Initializer =>
  conditioning === 'branches'
    ? { kind: 'uniform', limit: BRANCH_LIMITS[data.kind][name] }
    : baseInitializer(data);

/** From rows [z | class] to samples. */
export function conditionalGenerator(
  data: DataInfo,
  params: ConditionalNetworkParams & { readonly zDim: number },
  context: CreateContext,
): Network {
  const classes = classNames(data).length;
  const { zDim } = params;
  const layers = (): readonly LayerSpec[] => {
    if (params.conditioning === 'branches') return branchedGenerator(data, params, classes);
    const { first, others } = told(params, classes, [zDim]);
    return [...first, ...generatorLayers(data, params, others)];
  };
  return sequential({
    name: 'G',
    inputShape: [zDim + classes],
    inputColumns: zDim,
    layers: layers(),
    initializer: initializer(data, params, 'G'),
    random: context.random,
    purpose: context.purpose,
  });
}

/** From a sample, and what is told about it, to what D's last layer sees. */
function conditionalTrunk(data: DataInfo, params: ConditionalNetworkParams): readonly LayerSpec[] {
  const classes = classNames(data).length;
  if (params.conditioning === 'branches') return branchedDiscriminator(params, classes);
  const { first, others } = told(params, classes, sampleShape(data));
  // The trunk puts `others` before its first layer too, where they are the same as `first`, or nothing.
  return [...(others.length > 0 ? [] : first), ...trunkLayers(data, params, others), ...others];
}

/** From samples and what is told about them, [N, classes], to one logit. */
export function conditionalDiscriminator(
  data: DataInfo,
  params: ConditionalNetworkParams,
  context: CreateContext,
): Network {
  return sequential({
    name: 'D',
    inputShape: sampleShape(data),
    layers: [...conditionalTrunk(data, params), { kind: 'dense', units: 1, bias: true }],
    initializer: initializer(data, params, 'D'),
    random: context.random,
    purpose: context.purpose,
  });
}
