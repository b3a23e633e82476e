// G, its encoder E, and a D that judges pairs of a sample and a latent: over points small leaky nets, over images a DCGAN, or the
// fully connected nets of the paper, where a linear projection of z is added before the nonlinearity of a later layer.
// Source: Donahue et al. 2017, section 4.1 (arXiv:1605.09782); net.py of jeffdonahue/bigan.

import type { DataInfo } from '../../schema/data';
import { choice, integer, type ParamValues, toggle } from '../../schema/params';
import type { CreateContext, Network } from '../architecture';
import { sizeOf } from '../layers/layer';
import { type LayerSpec, sequential } from '../layers/sequential';
import type { EncoderParams } from '../training/encoder-params';
import {
  BASE_PARAMS,
  baseInitializer,
  generatorLayers,
  sampleShape,
  trunkLayers,
} from './base-networks';

const PAIRS = { inference: ['bigan'] } as const;

export const PAIR_NETWORK_PARAMS = {
  net: choice({
    label: 'Kind of nets',
    help: 'Convolutions, or the fully connected nets of the paper’s digits.',
    group: 'model',
    dataKind: 'images',
    live: false,
    options: [
      { id: 'convolutional', label: 'Convolutional' },
      { id: 'dense', label: 'Fully connected' },
    ],
    default: 'convolutional',
    paper: 'fully connected for digits, convolutional for photographs',
  }),
  units: integer({
    label: 'Units per layer',
    help: 'Width of the two hidden layers of each net.',
    group: 'model',
    dataKind: 'images',
    default: 512,
    min: 8,
    max: 2048,
    scale: 'log',
    visibleWhen: { net: ['dense'] },
    paper: '1024',
  }),
  ...BASE_PARAMS,
  ch: { ...BASE_PARAMS.ch, visibleWhen: { net: ['convolutional'] } },
  batchNormD: { ...BASE_PARAMS.batchNormD, default: true },
  batchNormE: toggle({
    label: 'Batch norm in E',
    help: 'In every layer of E but the first and the last.',
    group: 'generator',
    dataKind: 'images',
    live: false,
    default: true,
  }),
  zIntoD: choice({
    label: 'Where z enters D',
    help: 'At the input, in the last hidden layer, or in every layer; a D that meets z late has seen more of x by then.',
    group: 'discriminator',
    live: false,
    options: [
      { id: 'input', label: 'At the input' },
      { id: 'end', label: 'In the last hidden layer' },
      { id: 'every', label: 'In every layer' },
    ],
    default: 'end',
    visibleWhen: PAIRS,
  }),
  zIntoG: choice({
    label: 'Where z enters G',
    help: 'At the input alone, or again in later layers, so that what is in z need not come through all of them.',
    group: 'generator',
    live: false,
    options: [
      { id: 'input', label: 'At the input' },
      { id: 'every', label: 'Again in later layers' },
    ],
    default: 'input',
    paper: 'in both hidden layers',
  }),
} as const;

export type PairNetworkParams = ParamValues<typeof PAIR_NETWORK_PARAMS> &
  Pick<EncoderParams, 'inference'> & { readonly zDim: number };

/** Units of D's joint layer per channel of the map next to the image. */
const JOINT_PER_CHANNEL = 8;
/** Numbers that z is brought down to where it lies beside maps. */
const BESIDE_MAPS = 8;

const RELU: LayerSpec = { kind: 'activation', activation: 'relu', slope: 0 };
const LEAKY: LayerSpec = { kind: 'activation', activation: 'leakyRelu', slope: 0.2 };
const LOGIT: LayerSpec = { kind: 'dense', units: 1, bias: true };
const normalised = (on: boolean): readonly LayerSpec[] => (on ? [{ kind: 'batchNorm' }] : []);

const fullyConnected = (data: DataInfo, { net }: Pick<PairNetworkParams, 'net'>): boolean =>
  data.kind === 'images' && net === 'dense';

const flattened = (data: DataInfo): LayerSpec => ({
  kind: 'reshape',
  shape: [sizeOf(sampleShape(data))],
});

/** z beside what flows by. */
const beside = (zDim: number, layers: readonly LayerSpec[] = []): LayerSpec => ({
  kind: 'condition',
  width: zDim,
  layers,
  merge: 'concat',
});

/** A linear projection of z on top of what a layer with as many units gave. */
const added = (zDim: number, units: number): LayerSpec => ({
  kind: 'condition',
  width: zDim,
  layers: [{ kind: 'dense', units, bias: false }],
  merge: 'add',
});

/** z before a layer: as it is beside numbers, projected to a few beside maps. */
const told = (data: DataInfo, params: PairNetworkParams): LayerSpec =>
  data.kind === 'images' && !fullyConnected(data, params)
    ? beside(params.zDim, [{ kind: 'dense', units: BESIDE_MAPS, bias: false }])
    : beside(params.zDim);

/** z beside the sample itself: as numbers, or as a picture of its own. */
function besideSample(data: DataInfo, params: PairNetworkParams): LayerSpec {
  if (data.kind === 'points' || fullyConnected(data, params)) return beside(params.zDim);
  const { size } = data;
  return beside(params.zDim, [
    { kind: 'dense', units: size * size, bias: false },
    { kind: 'reshape', shape: [size, size, 1] },
  ]);
}

function denseGenerator(data: DataInfo, params: PairNetworkParams): readonly LayerSpec[] {
  const { units, batchNormG, zDim } = params;
  const hidden = (more: readonly LayerSpec[]): readonly LayerSpec[] => [
    { kind: 'dense', units, bias: !batchNormG },
    ...more,
    ...normalised(batchNormG),
    RELU,
  ];
  return [
    ...hidden([]),
    ...hidden(params.zIntoG === 'every' ? [added(zDim, units)] : []),
    { kind: 'dense', units: sizeOf(sampleShape(data)), bias: true },
    { kind: 'activation', activation: 'sigmoidToUnit', slope: 0 },
    { kind: 'reshape', shape: sampleShape(data) },
  ];
}

/** From z to samples. */
export function pairGenerator(
  data: DataInfo,
  params: PairNetworkParams,
  { random, purpose }: CreateContext,
): Network {
  const again = params.zIntoG === 'every' ? [told(data, params)] : [];
  return sequential({
    name: 'G',
    inputShape: [params.zDim],
    inputColumns: params.zDim,
    conditionFrom: 0,
    layers: fullyConnected(data, params)
      ? denseGenerator(data, params)
      : generatorLayers(data, params, again),
    initializer: baseInitializer(data),
    random,
    purpose,
  });
}

/** From samples to raw latents, [zDim], before they are brought into the prior's range. */
export function pairEncoder(
  data: DataInfo,
  params: PairNetworkParams,
  { random, purpose }: CreateContext,
): Network {
  const { units, batchNormE, zDim } = params;
  const body: readonly LayerSpec[] = fullyConnected(data, params)
    ? [
        flattened(data),
        { kind: 'dense', units, bias: true },
        LEAKY,
        { kind: 'dense', units, bias: !batchNormE },
        ...normalised(batchNormE),
        LEAKY,
      ]
    : trunkLayers(data, { ...params, batchNormD: batchNormE, dropoutD: 0 });
  return sequential({
    name: 'E',
    inputShape: sampleShape(data),
    layers: [...body, { kind: 'dense', units: zDim, bias: true }],
    initializer: baseInitializer(data),
    random,
    purpose,
  });
}

/** D's body up to its last hidden layer. */
function bodyOfD(
  data: DataInfo,
  params: PairNetworkParams,
  before: readonly LayerSpec[],
): readonly LayerSpec[] {
  if (!fullyConnected(data, params)) return trunkLayers(data, params, before);
  return [...before, { kind: 'dense', units: params.units, bias: true }, LEAKY];
}

/** Units of D's last hidden layer, which is added to the body so that z and x meet before the logit. */
function jointUnits(data: DataInfo, params: PairNetworkParams): number {
  if (data.kind === 'points') return params.hidden;
  return params.net === 'dense' ? params.units : JOINT_PER_CHANNEL * params.ch;
}

/** From samples, and the latents they are paired with, to one logit; as a regressor's D, from samples alone. */
export function pairDiscriminator(
  data: DataInfo,
  params: PairNetworkParams,
  { random, purpose }: CreateContext,
): Network {
  const { zDim, inference, zIntoD } = params;
  const units = jointUnits(data, params);
  const norm = data.kind === 'images' && params.batchNormD;
  const joint = (more: readonly LayerSpec[]): readonly LayerSpec[] => [
    { kind: 'dense', units, bias: !norm },
    ...more,
    ...normalised(norm),
    LEAKY,
  ];
  const layers = (): readonly LayerSpec[] => {
    const early = fullyConnected(data, params) ? [flattened(data)] : [];
    const alone = fullyConnected(data, params) ? joint([]) : [];
    if (inference !== 'bigan') return [...early, ...bodyOfD(data, params, []), ...alone];
    switch (zIntoD) {
      case 'input':
        return [...early, besideSample(data, params), ...bodyOfD(data, params, []), ...alone];
      case 'end':
        return [...early, ...bodyOfD(data, params, []), ...joint([added(zDim, units)])];
      case 'every':
        return [
          ...early,
          ...bodyOfD(data, params, [told(data, params)]),
          ...joint([added(zDim, units)]),
        ];
    }
  };
  return sequential({
    name: 'D',
    inputShape: sampleShape(data),
    layers: [...layers(), LOGIT],
    initializer: baseInitializer(data),
    random,
    purpose,
  });
}
