// The chains of DCGAN between a row of numbers and an image, and back: halvings or doublings with twice or half the channels each.
// Source: Radford, Metz and Chintala 2015, section 3 (arXiv:1511.06434). The 28-pixel chain 7 → 14 → 28 follows the same rules.

import type { ImagesInfo } from '../../schema/data';
import type { LayerSpec } from '../layers/sequential';

interface Stages {
  /** Side of G's first map and of D's last. */
  readonly start: number;
  /** Doublings from there to the image. */
  readonly stages: number;
}

const STAGES: ReadonlyMap<number, Stages> = new Map([
  [28, { start: 7, stages: 2 }],
  [32, { start: 4, stages: 3 }],
  [64, { start: 4, stages: 4 }],
]);

/** Null where there is a chain for these images, or one sentence why not. */
export const whyNoChain = ({ size }: ImagesInfo): string | null =>
  STAGES.has(size)
    ? null
    : `it is built for images of ${[...STAGES.keys()].join(', ')} pixels, and these are ${size} wide.`;

function stagesOf({ size }: ImagesInfo): Stages {
  const found = STAGES.get(size);
  if (found === undefined) throw new Error(`no chain for ${size} pixels`);
  return found;
}

const RELU: LayerSpec = { kind: 'activation', activation: 'relu', slope: 0 };

const normalised = (on: boolean): readonly LayerSpec[] => (on ? [{ kind: 'batchNorm' }] : []);

export interface UpChain {
  /** Channels of the map next to the image; each stage deeper has twice as many. */
  readonly ch: number;
  readonly batchNorm: boolean;
  /** One doubling. */
  readonly up: (filters: number, bias: boolean) => readonly LayerSpec[];
  /** Goes before every doubling. */
  readonly told?: readonly LayerSpec[];
}

/** From a row of numbers to an image [s, s, C] in [-1, 1]. */
export function upChain(
  data: ImagesInfo,
  { ch, batchNorm, up, told = [] }: UpChain,
): readonly LayerSpec[] {
  const { start, stages } = stagesOf(data);
  const widest = ch * 2 ** (stages - 1);
  const bias = !batchNorm;
  return [
    { kind: 'dense', units: start * start * widest, bias },
    // Over all units, before the reshape, as the official code does.
    ...normalised(batchNorm),
    RELU,
    { kind: 'reshape', shape: [start, start, widest] },
    ...Array.from({ length: stages - 1 }, (_, i) => [
      ...told,
      ...up(widest / 2 ** (i + 1), bias),
      ...normalised(batchNorm),
      RELU,
    ]).flat(),
    ...told,
    ...up(data.channels, true),
    { kind: 'activation', activation: 'tanh', slope: 0 },
  ];
}

export interface DownChain {
  readonly ch: number;
  readonly kernel: number;
  /** Of leaky ReLU. */
  readonly slope: number;
  readonly batchNorm: { readonly first: boolean; readonly others: boolean };
  /** Goes before every halving. */
  readonly told?: readonly LayerSpec[];
  /** Goes behind every halving. */
  readonly after?: readonly LayerSpec[];
}

/** The mirror image: from an image to maps of the smallest side. */
export function downChain(
  data: ImagesInfo,
  { ch, kernel, slope, batchNorm, told = [], after = [] }: DownChain,
): readonly LayerSpec[] {
  return Array.from({ length: stagesOf(data).stages }, (_, i): LayerSpec[] => {
    const norm = i === 0 ? batchNorm.first : batchNorm.others;
    return [
      ...told,
      { kind: 'conv', filters: ch * 2 ** i, kernel, stride: 2, bias: !norm },
      ...normalised(norm),
      { kind: 'activation', activation: 'leakyRelu', slope },
      ...after,
    ];
  }).flat();
}
