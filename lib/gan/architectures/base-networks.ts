// The bodies that architectures of the latent branch are built on, so that what they add – labels, codes, heads, an encoder –
// is all that differs: a DCGAN over images, a small leaky multilayer perceptron over points.
// Sources: Radford et al. 2015 (arXiv:1511.06434) for images; the points nets are ours, after Goodfellow et al. 2014.

import type { DataInfo } from '../../schema/data';
import { integer, number, type ParamValues, toggle } from '../../schema/params';
import { DCGAN_INITIALIZER, type Initializer } from '../layers/initializers';
import type { LayerSpec } from '../layers/sequential';
import { downChain, upChain, whyNoChain } from './image-chains';

export const BASE_PARAMS = {
  ch: integer({
    label: 'Base width',
    help: 'Channels of the map next to the image; each stage deeper has twice as many.',
    group: 'model',
    dataKind: 'images',
    default: 32,
    min: 2,
    max: 256,
    scale: 'log',
  }),
  hidden: integer({
    label: 'Width',
    help: 'Units in each hidden layer of both nets.',
    group: 'model',
    dataKind: 'points',
    default: 32,
    min: 4,
    max: 1024,
    scale: 'log',
  }),
  layers: integer({
    label: 'Hidden layers',
    help: 'Hidden layers of both nets.',
    group: 'model',
    dataKind: 'points',
    default: 2,
    min: 1,
    max: 6,
  }),
  batchNormG: toggle({
    label: 'Batch norm in G',
    help: 'Normalises each channel over the batch; without it deep generators tend to collapse.',
    group: 'generator',
    dataKind: 'images',
    live: false,
    default: true,
  }),
  batchNormD: toggle({
    label: 'Batch norm in D',
    help: 'In every layer of D but the first.',
    group: 'discriminator',
    dataKind: 'images',
    live: false,
    default: false,
  }),
  dropoutD: number({
    label: 'Dropout in D',
    help: 'Share of D’s units switched off at random.',
    group: 'discriminator',
    live: false,
    default: 0,
    min: 0,
    max: 0.9,
  }),
} as const;

export type BaseParams = ParamValues<typeof BASE_PARAMS>;

const SLOPE = 0.2;
const KERNEL = 4;
const LEAKY: LayerSpec = { kind: 'activation', activation: 'leakyRelu', slope: SLOPE };

/** Null where the bodies fit these data, or one sentence why not. */
export const whyNotBase = (data: DataInfo): string | null =>
  data.kind === 'points' ? null : whyNoChain(data);

export const sampleShape = (data: DataInfo): readonly number[] =>
  data.kind === 'points' ? [data.dim] : [data.size, data.size, data.channels];

/** How the weights of the bodies start. */
export const baseInitializer = (data: DataInfo): Initializer =>
  data.kind === 'points' ? { kind: 'he' } : DCGAN_INITIALIZER;

const dropped = (rate: number): readonly LayerSpec[] =>
  rate > 0 ? [{ kind: 'dropout', rate }] : [];

/**
 * From a row of numbers to a sample: points [dim], or images [s, s, C] in [-1, 1].
 * @param told goes before every layer with weights but the first, where the architecture tells G something at every stage
 */
export function generatorLayers(
  data: DataInfo,
  params: BaseParams,
  told: readonly LayerSpec[] = [],
): readonly LayerSpec[] {
  if (data.kind === 'points') {
    const hidden = Array.from({ length: params.layers }, (_, i): LayerSpec[] => [
      ...(i === 0 ? [] : told),
      { kind: 'dense', units: params.hidden, bias: true },
      LEAKY,
    ]).flat();
    return [...hidden, ...told, { kind: 'dense', units: data.dim, bias: true }];
  }
  return upChain(data, {
    ch: params.ch,
    batchNorm: params.batchNormG,
    up: (filters, bias) => [{ kind: 'convTranspose', filters, kernel: KERNEL, bias }],
    told,
  });
}

/**
 * From a sample to features: [hidden] for points, maps of the smallest side for images.
 * @param told goes before every layer with weights
 */
export function trunkLayers(
  data: DataInfo,
  params: Pick<BaseParams, 'ch' | 'hidden' | 'layers' | 'batchNormD' | 'dropoutD'>,
  told: readonly LayerSpec[] = [],
): readonly LayerSpec[] {
  if (data.kind === 'points') {
    return Array.from({ length: params.layers }, (): LayerSpec[] => [
      ...told,
      { kind: 'dense', units: params.hidden, bias: true },
      LEAKY,
      ...dropped(params.dropoutD),
    ]).flat();
  }
  return downChain(data, {
    ch: params.ch,
    kernel: KERNEL,
    slope: SLOPE,
    batchNorm: { first: false, others: params.batchNormD },
    told,
    after: dropped(params.dropoutD),
  });
}

/** Quick on small nets; papers' rates take a few times as long. */
export const BRISK_POINTS = {
  zDim: 2,
  lrG: 1e-3,
  lrD: 1e-3,
  batchSize: 64,
  layers: 2,
  hidden: 32,
} as const;
export const BRISK_IMAGES = { lrG: 5e-4, lrD: 3e-4, gEma: true } as const;

/** Values per size that differ from the defaults, for architectures whose bodies these are. */
export const BASE_PRESETS = {
  points: {
    nano: { ...BRISK_POINTS },
    S: { ...BRISK_POINTS, hidden: 64, batchSize: 128 },
    M: { ...BRISK_POINTS, hidden: 128, layers: 3, batchSize: 256 },
  },
  images: {
    nano: { ...BRISK_IMAGES, ch: 8, zDim: 32, batchSize: 16 },
    S: { ...BRISK_IMAGES, ch: 16, zDim: 64, batchSize: 32 },
    M: { ...BRISK_IMAGES, ch: 32, zDim: 100, batchSize: 64 },
  },
} as const;
