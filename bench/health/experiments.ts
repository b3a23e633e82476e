// Runs that are known to break, each with the symptom that must be named, and runs that are healthy. What breaks a run is stated,
// so that it can be tried in the page.

import type { SymptomId } from '../../lib/schema/health';
import type { ParamRecord } from '../../lib/schema/params';

export interface HealthExperiment {
  readonly name: string;
  readonly architecture: string;
  readonly dataset: string;
  readonly params: ParamRecord;
  readonly seed: number;
  /** Only the first so many images, where a run is to have too few. */
  readonly images?: number;
  /** What must be found, or null for a healthy run. */
  readonly expected: SymptomId | null;
}

/** The thresholds were set while looking at runs of seeds 1 to 11; these are others. */
const SEED = 100;

/** How long runs are, with a look every STEPS_PER_PROBE steps: failures get time to show. */
export const STEPS = { healthy: 500, failing: 1000 } as const;

const failing = (
  name: string,
  expected: SymptomId,
  architecture: string,
  dataset: string,
  params: ParamRecord,
  more: { readonly images?: number; readonly seed?: number } = {},
): HealthExperiment => ({ name, expected, architecture, dataset, params, seed: SEED, ...more });

export const FAILURES: readonly HealthExperiment[] = [
  failing(
    'G hardly learns, D learns fast, on images',
    'discriminatorTooStrong',
    'dcgan',
    'digits',
    {
      size: 'nano',
      lrD: 0.002,
      lrG: 0.00001,
    },
  ),
  failing('ten fast steps of D per step of G', 'discriminatorTooStrong', 'gan', 'digits', {
    size: 'nano',
    nCritic: 10,
    lrD: 0.001,
  }),
  failing('minimax against ten steps of D', 'vanishingGradient', 'gan', 'digits', {
    size: 'nano',
    loss: 'minimax',
    nCritic: 10,
    lrD: 0.002,
    lrG: 0.0001,
  }),
  failing('G runs ahead of D on the ring', 'modeCollapse', 'gan', 'ring', {
    lrG: 0.02,
    lrD: 0.0002,
  }),
  failing('ten steps of G per step of D', 'modeCollapse', 'gan', 'grid', {
    gSteps: 10,
    lrG: 0.005,
    lrD: 0.0005,
  }),
  failing('three steps of G per step of D, with much momentum', 'oscillation', 'gan', 'ring', {
    lrG: 0.001,
    lrD: 0.001,
    beta1: 0.9,
    gSteps: 3,
  }),
  failing('a small D that follows a fast G', 'oscillation', 'gan', 'ring', {
    lrG: 0.002,
    lrD: 0.0005,
    beta1: 0.9,
    layersD: 1,
    hiddenD: 32,
  }),
  failing(
    'two images are all there is',
    'memorisation',
    'dcgan',
    'digits',
    { size: 'S', lrG: 0.001, lrD: 0.0005, batchNormD: false },
    { images: 2 },
  ),
  failing('a critic without any bound', 'explodingGradient', 'gan', 'ring', {
    loss: 'wasserstein',
    lrD: 0.01,
    lrG: 0.001,
  }),
  failing('steps as long as the weights', 'deadUnits', 'gan', 'digits', {
    size: 'nano',
    lrG: 0.2,
    lrD: 0.0002,
  }),
];

const POINTS = ['ring', 'mixture', 'moons', 'gaussian', 'checkerboard'] as const;
const IMAGES = ['digits', 'shapes'] as const;

const healthy = (
  architecture: string,
  dataset: string,
  seed: number,
  params: ParamRecord = {},
): HealthExperiment => ({
  name: `${architecture} on ${dataset}, seed ${seed}`,
  architecture,
  dataset,
  params,
  seed,
  expected: null,
});

/** Twenty: the defaults of what a newcomer meets. */
export const HEALTHY_RUNS: readonly HealthExperiment[] = [
  ...POINTS.flatMap((dataset) => [1, 2].map((seed) => healthy('gan', dataset, SEED + seed))),
  ...IMAGES.flatMap((dataset) =>
    [1, 2, 3].map((seed) => healthy('dcgan', dataset, SEED + seed, { size: 'nano' })),
  ),
  ...[1, 2].map((seed) => healthy('dcgan', 'digits', SEED + seed, { size: 'S' })),
  ...[1, 2].map((seed) =>
    healthy('dcgan', 'digits', SEED + 10 + seed, { size: 'nano', r1Gamma: 1 }),
  ),
];
