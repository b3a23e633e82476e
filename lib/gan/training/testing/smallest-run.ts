// The smallest runs for tests of memory, in Node and in browsers. The convolutional one goes through everything a step can
// allocate: convolutions up and down, batch norm with running averages, a penalty that differentiates twice, Adam, the
// average of G, reports, the safe state. The dense one is for devices that are emulated slowly. Neither learns anything.

import { CONFIG_VERSION } from '../../../schema/config';
import { defaultsOf, type ParamRecord } from '../../../schema/params';
import { type MemoryInUse, memoryInUse } from '../../../tfjs/memory-in-use';
import { type CreateContext, defineArchitecture, type Network } from '../../architecture';
import type { ImageSource } from '../../datasets/source';
import { DCGAN_INITIALIZER } from '../../layers/initializers';
import { type LayerSpec, sequential } from '../../layers/sequential';
import { createStream } from '../../rng';
import { plainRules } from '../game-rules';
import { Trainer } from '../trainer';
import { twoPlayerModel } from '../two-player';
import { TWO_PLAYER_PARAMS, zAlone } from '../two-player-params';
import { twoPlayerSeries } from '../two-player-series';

const SIDE = 4;
const CH = 2;
const Z_DIM = 2;
const BATCH_SIZE = 2;
const IMAGES = 8;

interface Game {
  readonly g: readonly LayerSpec[];
  readonly d: readonly LayerSpec[];
  readonly params: ParamRecord;
}

const RELU: LayerSpec = { kind: 'activation', activation: 'relu', slope: 0 };

const GAMES = {
  convolutional: {
    g: [
      { kind: 'dense', units: (SIDE / 2) ** 2 * CH, bias: false },
      { kind: 'reshape', shape: [SIDE / 2, SIDE / 2, CH] },
      { kind: 'batchNorm' },
      RELU,
      { kind: 'convTranspose', filters: 1, kernel: 4, bias: true },
      { kind: 'activation', activation: 'tanh', slope: 0 },
    ],
    d: [
      { kind: 'conv', filters: CH, kernel: 4, stride: 2, bias: true },
      { kind: 'activation', activation: 'leakyRelu', slope: 0.2 },
      { kind: 'dense', units: 1, bias: true },
    ],
    params: { r1Gamma: 1, gEma: true },
  },
  dense: {
    g: [
      { kind: 'dense', units: SIDE * SIDE, bias: false },
      { kind: 'reshape', shape: [SIDE, SIDE, 1] },
    ],
    d: [{ kind: 'dense', units: 1, bias: false }],
    params: {},
  },
} as const satisfies Readonly<Record<string, Game>>;

export type GameId = keyof typeof GAMES;

const network = (
  name: string,
  inputShape: readonly number[],
  layers: readonly LayerSpec[],
  { random, purpose }: CreateContext,
): Network =>
  sequential({ name, inputShape, layers, initializer: DCGAN_INITIALIZER, random, purpose });

const architecture = ({ g, d }: Game) =>
  defineArchitecture({
    id: 'smallest',
    label: 'Smallest run',
    year: 0,
    paper: { title: '', authors: '', arxiv: '' },
    branch: 'network',
    parents: [],
    summary: '',
    differences: [],
    params: TWO_PLAYER_PARAMS,
    presets: {},
    accepts: () => true,
    latents: zAlone,
    series: twoPlayerSeries,
    views: () => [],
    create: (_data, params, context) =>
      twoPlayerModel({
        g: network('G', [Z_DIM], g, context),
        d: network('D', [SIDE, SIDE, 1], d, context),
        optimizer: params.optimizer,
        views: [],
        rules: plainRules(zAlone),
      }),
  });

function noise(): ImageSource {
  const random = createStream(1, 'images');
  return {
    kind: 'images',
    size: SIDE,
    channels: 1,
    count: IMAGES,
    total: IMAGES,
    pixels: Uint8Array.from({ length: IMAGES * SIDE * SIDE }, () => random.integer(256)),
    labels: null,
    classes: [],
    factors: [],
    factorValues: null,
  };
}

/** Builds it on the current backend. */
export const smallestRun = (id: GameId): Promise<Trainer> =>
  Trainer.create(
    {
      version: CONFIG_VERSION,
      seed: 1,
      data: { kind: 'builtin', id: 'smallest', params: {} },
      architecture: 'smallest',
      params: {
        ...defaultsOf(TWO_PLAYER_PARAMS),
        batchSize: BATCH_SIZE,
        zDim: Z_DIM,
        ...GAMES[id].params,
      },
    },
    noise(),
    { memoryMegabytes: 64 },
    architecture(GAMES[id]),
  );

/** Steps between readbacks, as the page's own are every few steps. */
const FLUSH_STEPS = 10;

/** What the backend holds after each readback of a fresh run; the first is after step 10. */
export async function memoryOverSteps(
  trainer: Trainer,
  steps: number,
): Promise<readonly MemoryInUse[]> {
  const readings: MemoryInUse[] = [];
  while (trainer.step < steps) {
    for (let i = 0; i < FLUSH_STEPS; i++) trainer.runStep('both');
    // A trainer reads its state back every so many steps, for which a graphics device takes buffers once.
    if (readings.length === 0) await trainer.save();
    await trainer.flush();
    readings.push(memoryInUse());
  }
  return readings;
}
