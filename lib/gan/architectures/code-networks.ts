// G that takes codes beside z, and D with a second head Q that reads them off a sample: on D's own trunk, or a whole network of its
// own that only shares the input. Without codes there is no Q.
// Source: Chen et al. 2016, appendix C.1 (arXiv:1606.03657); openai/InfoGAN models/regularized_gan.py.

import type { DataInfo } from '../../schema/data';
import { type LatentControl, latentRowWidth } from '../../schema/latents';
import { choice, integer, type ParamValues, toggle } from '../../schema/params';
import type { CreateContext, Network } from '../architecture';
import { codeParts } from '../latent/code-controls';
import { type LayerSpec, sequential } from '../layers/sequential';
import { readWidth, type Sigma } from '../training/information-bound';
import {
  BASE_PARAMS,
  baseInitializer,
  generatorLayers,
  sampleShape,
  trunkLayers,
} from './base-networks';

export const CODE_NETWORK_PARAMS = {
  ...BASE_PARAMS,
  batchNormD: { ...BASE_PARAMS.batchNormD, default: true, paper: 'on' },
  fullyConnected: integer({
    label: 'Fully connected units',
    help: 'Units of a layer between the latent and G’s first map, and between D’s last map and its heads. With 0 there is none, and codes tend to become marks in one place.',
    group: 'model',
    dataKind: 'images',
    default: 256,
    min: 0,
    max: 2048,
    paper: '1024',
  }),
  qPlace: choice({
    label: 'Where Q sits',
    help: 'On D’s trunk Q costs next to nothing; apart from it, it has a trunk of its own.',
    group: 'discriminator',
    live: false,
    options: [
      { id: 'trunk', label: 'On D’s trunk' },
      { id: 'apart', label: 'A trunk of its own' },
    ],
    default: 'trunk',
    paper: 'on D’s trunk',
  }),
  qHidden: integer({
    label: 'Width of Q',
    help: 'Units of Q’s own layer between the trunk and what it says.',
    group: 'discriminator',
    default: 32,
    min: 4,
    max: 1024,
    scale: 'log',
    paper: '128',
  }),
  blindStart: toggle({
    label: 'Start blind to the codes',
    help: 'G’s weights of the codes start at 0, so that whatever it makes of them it has learned. Not in the paper.',
    group: 'generator',
    live: false,
    default: false,
  }),
} as const;

export type CodeNetworkParams = ParamValues<typeof CODE_NETWORK_PARAMS> & {
  readonly sigma: Sigma;
};

const SLOPE = 0.2;
const LEAKY: LayerSpec = { kind: 'activation', activation: 'leakyRelu', slope: SLOPE };
const RELU: LayerSpec = { kind: 'activation', activation: 'relu', slope: 0 };

/** A fully connected layer with its activation. */
const connected = (units: number, norm: boolean, activation: LayerSpec): readonly LayerSpec[] =>
  units === 0
    ? []
    : [
        // N(0, 0.02) lives on the norm that follows; without one, what goes through two such layers is too faint to learn from.
        { kind: 'dense', units, bias: !norm, ...(norm ? {} : { initializer: { kind: 'he' } }) },
        ...(norm ? [{ kind: 'batchNorm' as const }] : []),
        activation,
      ];

/** The layers with the first one blind to inputs from this number on. */
function blindLayers(layers: readonly LayerSpec[], from: number): readonly LayerSpec[] {
  const [first, ...rest] = layers;
  if (first?.kind !== 'dense') throw new Error('G does not start with a dense layer');
  return [{ ...first, blindFrom: from }, ...rest];
}

/** Units between maps and the rest; points have no maps. */
const fullyConnectedUnits = (data: DataInfo, { fullyConnected }: CodeNetworkParams): number =>
  data.kind === 'points' ? 0 : fullyConnected;

/** @param controls the whole latent, codes last */
export function codeGenerator(
  data: DataInfo,
  params: CodeNetworkParams,
  controls: readonly LatentControl[],
  context: CreateContext,
): Network {
  const layers = [
    ...connected(fullyConnectedUnits(data, params), params.batchNormG, RELU),
    ...generatorLayers(data, params),
  ];
  const firstCode = codeParts(controls)[0]?.offset ?? latentRowWidth(controls);
  return sequential({
    name: 'G',
    inputShape: [latentRowWidth(controls)],
    layers: params.blindStart ? blindLayers(layers, firstCode) : layers,
    initializer: baseInitializer(data),
    random: context.random,
    purpose: context.purpose,
  });
}

/** D's verdict in column 0 and Q's row after it. */
export function readingDiscriminator(
  data: DataInfo,
  params: CodeNetworkParams,
  controls: readonly LatentControl[],
  context: CreateContext,
): Network {
  // Batch norm is for images: the base's points nets have none.
  const norm = data.kind === 'images' && params.batchNormD;
  const trunk = [
    ...trunkLayers(data, params),
    ...connected(fullyConnectedUnits(data, params), norm, LEAKY),
  ];
  const verdict: LayerSpec = { kind: 'dense', units: 1, bias: true };
  const read = readWidth(controls, params.sigma);
  const reader: readonly LayerSpec[] = [
    ...connected(params.qHidden, norm, LEAKY),
    { kind: 'dense', units: read, bias: true },
  ];
  const layers = (): readonly LayerSpec[] => {
    if (read === 0) return [...trunk, verdict];
    return params.qPlace === 'apart'
      ? [
          {
            kind: 'branches',
            branches: [
              [...trunk, verdict],
              [...trunk, ...reader],
            ],
          },
        ]
      : [...trunk, { kind: 'branches', branches: [[verdict], reader] }];
  };
  return sequential({
    name: 'D',
    inputShape: sampleShape(data),
    layers: layers(),
    initializer: baseInitializer(data),
    random: context.random,
    purpose: context.purpose,
  });
}
