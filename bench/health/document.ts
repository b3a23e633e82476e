// docs/health.md: what the detectors said of every prepared run. Pure text out.

import { DETECTORS } from '../../lib/gan/health/assess';
import type { Finding, Observation } from '../../lib/schema/health';
import { type HealthExperiment, STEPS } from './experiments';

export interface Found {
  /** The most certain one of the run. */
  readonly finding: Finding;
  /** The step at which the symptom was first named. */
  readonly since: number;
}

export interface HealthRow {
  /** The seed of the trial; healthy runs take seeds after it. */
  readonly trial: number;
  readonly experiment: HealthExperiment;
  /** In the order in which they were named. */
  readonly found: readonly Found[];
  readonly diverged: boolean;
}

export interface HealthCircumstances {
  readonly command: string;
  readonly machine: string;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** A failure that was named, or a healthy run of which nothing was said. */
export const isRight = ({ experiment: { expected }, found, diverged }: HealthRow): boolean =>
  expected === null
    ? found.length === 0 && !diverged
    : found.some(({ finding }) => finding.symptom === expected);

/** What makes the detectors silent or wrong, as far as is known. */
const LIMITS = [
  'Collapse within a class has no prepared run: no run here gives samples classes that the detector is told. Its unit test stands alone.',
  'A healthy run is the defaults of `gan` on points or of `dcgan` on digits and shapes. That they learn is measured in results.md, not here.',
  'Within 500 steps oscillation and mode collapse of images are judged at two looks only, both needed, and collapse of points at four: few chances for a false alarm. Images of `dcgan` (nano) on shapes are much alike until step 400 to 800 and varied by 1,000; a false alarm of collapse there is most often this slow start.',
  'Mode collapse of images is found where samples are nearly one image. A G that leaves out some classes and varies the others is not; the class-coverage map shows it.',
  'Collapse of a G whose few places move apart while it is looked at is not found, nor oscillation that is slower than 250 steps or that pauses.',
  'Memorisation is judged by 8 × 8 averages; points are drawn anew and have nothing to copy. D too strong is judged under cross-entropy losses only.',
  'A run whose numbers overflow within 70 steps stops with the error `run.diverged` before gradients can be compared.',
  'A broken run often has several symptoms, and all are listed: a G whose units died gives one sample for every z.',
];

const number = (value: number): string =>
  Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3)));

const seen = ({ label, value, threshold, suspicious }: Observation): string =>
  `${label} ${number(value)} (${suspicious} ${threshold})`;

const settings = ({ architecture, dataset, params, images }: HealthExperiment): string =>
  [
    `${architecture} on ${dataset}`,
    ...Object.entries(params).map(([key, value]) => `${key} ${value}`),
    ...(images === undefined ? [] : [`the first ${images} images only`]),
  ].join(', ');

const name = ({ finding, since }: Found): string =>
  `${DETECTORS[finding.symptom].label} @ ${since}`;

function failureRow(row: HealthRow): string {
  const { experiment, found, diverged } = row;
  const { name: title, seed, expected } = experiment;
  if (expected === null) throw new Error(`${title} is no failure`);
  const named = found.find(({ finding }) => finding.symptom === expected);
  const others = found.filter((other) => other !== named).map(name);
  return `| ${title} | ${seed} | ${DETECTORS[expected].label} | ${[
    named === undefined ? '**no**' : `yes, step ${named.since}`,
    named === undefined ? '' : named.finding.observations.map(seen).join('; '),
    [...others, ...(diverged ? ['diverged'] : [])].join(', '),
  ].join(' | ')} |`;
}

function healthyRow(row: HealthRow): string {
  const { experiment, found, diverged } = row;
  const what = found.map(
    (one) => `**${name(one)}**: ${one.finding.observations.map(seen).join('; ')}`,
  );
  return `| ${settings(experiment)} | ${experiment.seed} | ${[...what, ...(diverged ? ['**diverged**'] : [])].join(', ') || 'nothing'} |`;
}

/** What the failures are, once for all seeds. */
function preparedFailures(rows: readonly HealthRow[]): readonly string[] {
  const once = new Map(rows.map(({ experiment }) => [experiment.name, experiment]));
  return [
    '| run | setting | must be named | why it breaks |',
    '|---|---|---|---|',
    ...[...once.values()].map((experiment) => {
      const { expected, because } = experiment;
      const symptom = expected === null ? '' : DETECTORS[expected].label;
      return `| ${experiment.name} | ${settings(experiment)} | ${symptom} | ${because ?? ''} |`;
    }),
  ];
}

export function healthDocument(
  rows: readonly HealthRow[],
  { command, machine, date }: HealthCircumstances,
): string {
  const failing = rows.filter(({ experiment }) => experiment.expected !== null);
  const healthy = rows.filter(({ experiment }) => experiment.expected === null);
  const trials = [...new Set(rows.map(({ trial }) => trial))];
  return `${[
    '# What the health detectors find',
    '',
    'Detectors look at a run every 50 steps (`lib/gan/health`); a symptom is named once two looks in a row have found it. Here they look at runs that are',
    'known to break, each for a stated reason, and at healthy runs. Thresholds and settings were chosen on runs of seeds below 200; the seeds here were',
    'then run once.',
    '',
    '| trial | failures named | false alarms on healthy runs |',
    '|---|---|---|',
    ...trials.map((trial) => {
      const broken = failing.filter((row) => row.trial === trial);
      const well = healthy.filter((row) => row.trial === trial);
      return `| seed ${trial} | **${broken.filter(isRight).length} of ${broken.length}** | **${well.filter((row) => !isRight(row)).length} of ${well.length}** |`;
    }),
    '',
    `\`${command}\`; ${machine}; ${date}.`,
    '',
    '## The prepared failures',
    '',
    ...preparedFailures(failing),
    '',
    `## What was found in them, ${STEPS.failing} steps`,
    '',
    'The numbers are those of the most certain look, with the threshold in brackets. What else was named stands in the last column, with the step.',
    '',
    '| run | seed | must be named | named | numbers | also named |',
    '|---|---|---|---|---|---|',
    ...failing.map(failureRow),
    '',
    `## Healthy runs, ${STEPS.healthy} steps`,
    '',
    '| run | seed | named |',
    '|---|---|---|',
    ...healthy.map(healthyRow),
    '',
    '## What this does not show',
    '',
    ...LIMITS.map((limit) => `- ${limit}`),
  ].join('\n')}\n`;
}
