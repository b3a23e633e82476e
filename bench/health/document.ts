// docs/health.md: what the detectors said of every prepared run. Pure text out.

import type { Finding } from '../../lib/schema/health';
import { type HealthExperiment, STEPS } from './experiments';

export interface HealthRow {
  readonly experiment: HealthExperiment;
  readonly found: readonly Finding[];
  readonly diverged: boolean;
}

const found = ({ found: findings, diverged }: HealthRow): string => {
  const names = findings.map(
    ({ symptom, confidence }) => `${symptom} ${Math.round(100 * confidence)} %`,
  );
  return [...names, ...(diverged ? ['diverged'] : [])].join(', ') || 'nothing';
};

const settings = ({ params, images }: HealthExperiment): string =>
  [
    ...Object.entries(params).map(([key, value]) => `${key}=${value}`),
    ...(images === undefined ? [] : [`the first ${images} images only`]),
  ].join(' ');

const table = (rows: readonly HealthRow[], expected: boolean): readonly string[] => [
  `| run | setting | seed |${expected ? ' must be found |' : ''} found |`,
  `|---|---|---|${expected ? '---|' : ''}---|`,
  ...rows.map((row) => {
    const { experiment } = row;
    const { name, architecture, dataset, seed } = experiment;
    const setting = [`${architecture} on ${dataset}`, settings(experiment)]
      .filter(Boolean)
      .join(', ');
    const right = experiment.expected ? ` ${experiment.expected} |` : '';
    return `| ${name} | ${setting} | ${seed} |${right} ${found(row)} |`;
  }),
];

export function healthDocument(rows: readonly HealthRow[]): string {
  const failing = rows.filter(({ experiment }) => experiment.expected !== null);
  const healthy = rows.filter(({ experiment }) => experiment.expected === null);
  const named = failing.filter(({ experiment, found: findings }) =>
    findings.some(({ symptom }) => symptom === experiment.expected),
  ).length;
  const alarms = healthy.filter(({ found: findings, diverged }) => findings.length > 0 || diverged);
  return `${[
    '# What the health detectors find',
    '',
    'By `npm run health -- --write` on wasm. A finding is a symptom that two looks in a row have found, with the highest confidence of the run; a look is',
    'taken every 50 steps. The thresholds were set while looking at runs of other seeds than these. Of a broken run other symptoms are often true as well:',
    'a G whose units died gives one sample for every z. "Named" means that the symptom that the setting provokes is among the findings.',
    '',
    `**${named} of ${failing.length}** prepared failures named, **${alarms.length}** false alarms on ${healthy.length} healthy runs.`,
    '',
    `## Prepared failures, ${STEPS.failing} steps`,
    '',
    ...table(failing, true),
    '',
    `## Healthy runs, ${STEPS.healthy} steps`,
    '',
    ...table(healthy, false),
  ].join('\n')}\n`;
}
