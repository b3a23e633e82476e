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
  /** Why it is bound to break, apart from what the detectors say; null for a healthy run. */
  readonly because: string | null;
  /** What must be found, or null for a healthy run. */
  readonly expected: SymptomId | null;
}

/** How long runs are, with a look every STEPS_PER_PROBE steps: failures get time to show. */
export const STEPS = { healthy: 500, failing: 1000 } as const;

/** A run before its seed is chosen. */
type Prepared = Omit<HealthExperiment, 'seed'>;

const failing = (
  name: string,
  expected: SymptomId,
  because: string,
  architecture: string,
  dataset: string,
  params: ParamRecord,
  more: { readonly images?: number } = {},
): Prepared => ({ name, expected, because, architecture, dataset, params, ...more });

const FAILURES: readonly Prepared[] = [
  failing(
    'G hardly learns, D learns fast, on images',
    'discriminatorTooStrong',
    'D’s rate is ten times the usual one and G’s a twentieth: images of an untrained G are told from digits at once.',
    'dcgan',
    'digits',
    { size: 'nano', lrD: 0.002, lrG: 0.00001 },
  ),
  failing(
    'ten fast steps of D per step of G',
    'discriminatorTooStrong',
    'D comes close to the optimum for each G, where data and samples do not overlap (Arjovsky and Bottou 2017).',
    'gan',
    'digits',
    { size: 'nano', nCritic: 10, lrD: 0.001 },
  ),
  failing(
    'minimax against ten steps of D',
    'vanishingGradient',
    'The minimax loss is flat where D rejects samples (Goodfellow et al. 2014, section 3), and here D rejects them soon.',
    'gan',
    'digits',
    { size: 'nano', loss: 'minimax', nCritic: 10, lrD: 0.002, lrG: 0.0001 },
  ),
  failing(
    'G runs ahead of D on the ring',
    'modeCollapse',
    'Against a D that stands still the best G is one point where D is largest; G’s rate is a hundred times D’s.',
    'gan',
    'ring',
    { lrG: 0.02, lrD: 0.0002 },
  ),
  failing(
    'ten steps of G per step of D',
    'modeCollapse',
    'The same by steps: G comes close to its best answer to each D, which is one point (Metz et al. 2017).',
    'gan',
    'grid',
    { gSteps: 10, lrG: 0.005, lrD: 0.0005 },
  ),
  failing(
    'three steps of G per step of D, with much momentum',
    'oscillation',
    'D’s border is out of date by three steps of a G that overshoots, so that D and G turn around each other.',
    'gan',
    'ring',
    { lrG: 0.001, lrD: 0.001, beta1: 0.9, gSteps: 3 },
  ),
  failing(
    'three times the rates, with much momentum',
    'oscillation',
    'Momentum of 0.9 makes training oscillate where 0.5 does not (Radford et al. 2016, section 4).',
    'gan',
    'ring',
    { lrG: 0.003, lrD: 0.003, beta1: 0.9 },
  ),
  failing(
    'two images are all there is',
    'memorisation',
    'There is nothing else to learn than these two images.',
    'dcgan',
    'digits',
    { size: 'S', lrG: 0.001, lrD: 0.0005, batchNormD: false },
    { images: 2 },
  ),
  failing(
    'a critic without any bound',
    'explodingGradient',
    'The Wasserstein loss has no largest value unless D’s slope is bounded: five steps of D per step of a slow G make it ever steeper.',
    'gan',
    'ring',
    { loss: 'wasserstein', nCritic: 5, lrD: 0.001, lrG: 0.0001 },
  ),
  failing(
    'steps as long as the weights',
    'deadUnits',
    'Adam moves each weight by about its rate, which is larger than the weights are: rectifiers fall below zero for every z.',
    'gan',
    'digits',
    { size: 'nano', lrG: 0.2, lrD: 0.0002 },
  ),
];

export const failures = (seed: number): readonly HealthExperiment[] =>
  FAILURES.map((prepared) => ({ ...prepared, seed }));

const POINTS = ['ring', 'mixture', 'moons', 'gaussian', 'checkerboard'] as const;
const IMAGES = ['digits', 'shapes'] as const;

const healthy = (
  architecture: string,
  dataset: string,
  seed: number,
  params: ParamRecord = {},
): HealthExperiment => ({
  name: `${architecture} on ${dataset}`,
  architecture,
  dataset,
  params,
  seed,
  because: null,
  expected: null,
});

/** Twenty, of seeds after the given one: the defaults of what a newcomer meets. */
export const healthyRuns = (seed: number): readonly HealthExperiment[] => [
  ...POINTS.flatMap((dataset) => [1, 2].map((more) => healthy('gan', dataset, seed + more))),
  ...IMAGES.flatMap((dataset) =>
    [1, 2, 3].map((more) => healthy('dcgan', dataset, seed + more, { size: 'nano' })),
  ),
  ...[1, 2].map((more) => healthy('dcgan', 'digits', seed + more, { size: 'S' })),
  ...[1, 2].map((more) =>
    healthy('dcgan', 'digits', seed + 10 + more, { size: 'nano', r1Gamma: 1 }),
  ),
];
