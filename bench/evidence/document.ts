// docs/evidence.md: one section per claim between markers of its id, written anew by every run of it and left alone by all
// others. Pure text in, text out.

import type { Claim, Figures, Verdict } from './claim';
import { spreadText } from './statistics';

export interface Evidence {
  readonly claim: Claim;
  readonly seeds: readonly number[];
  readonly figures: Readonly<Record<string, Figures>>;
  readonly verdict: Verdict;
  readonly command: string;
  readonly machine: string;
  /** Year, month and day. */
  readonly date: string;
  readonly minutes: number;
}

const HEADER = `# Evidence

What papers and this project claim, held against runs of \`npm run evidence\`. Each section states beforehand what would refute it; refuted claims
stay. Figures are means over the seeds ± the sample deviation. Few seeds and small networks: a verdict is about this setting, not about the paper.
`;

const start = (id: string) => `<!-- evidence: ${id} -->`;
const end = (id: string) => `<!-- end of evidence: ${id} -->`;

const settingText = (value: unknown): string =>
  Object.entries(value as Record<string, unknown>)
    .map(([key, setting]) => `${key} ${String(setting)}`)
    .join(', ');

function armRow({ claim, figures }: Evidence, arm: Claim['arms'][number]): string {
  const data = arm.data === 'mnist' ? 'real MNIST' : arm.data.dataset;
  const phases = arm.phases
    .map(({ steps, set }) => {
      const count = steps === 1 ? '1 step' : `${steps} steps`;
      return set ? `${count} with ${settingText(set)}` : count;
    })
    .join(', then ');
  const setting = [`${arm.architecture} on ${data}`, settingText(arm.params), phases]
    .filter((part) => part.length > 0)
    .join('; ');
  const cells = Object.entries(claim.measures).map(([id, { decimals }]) =>
    spreadText(figures[arm.label]?.[id] ?? [], decimals),
  );
  return `| ${[arm.label, setting, ...cells].join(' | ')} |`;
}

/** Where the chart of a claim lies, from docs. */
export const chartPath = ({ id }: Claim): string => `images/evidence-${id}.svg`;

/** The section of one claim, markers included. */
export function sectionOf(evidence: Evidence): string {
  const { claim, seeds, verdict, command, machine, date, minutes } = evidence;
  const columns = ['arm', 'setting', ...Object.values(claim.measures).map(({ label }) => label)];
  return [
    start(claim.id),
    `## ${claim.id}: ${verdict.verdict}`,
    '',
    claim.claim,
    '',
    `- Source: ${claim.source}.`,
    `- Would refute it: ${claim.refutedBy}`,
    `- Verdict: **${verdict.verdict}**. ${verdict.because}.`,
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---').join('|')}|`,
    ...claim.arms.map((arm) => armRow(evidence, arm)),
    '',
    ...(claim.chart ? [`![${claim.chart.title}](${chartPath(claim)})`, ''] : []),
    `Seeds ${seeds.join(', ')}; \`${command}\`; ${machine}; ${date}; ${minutes < 1 ? 'less than a minute' : `${minutes.toFixed(0)} min`} of training.`,
    end(claim.id),
  ].join('\n');
}

/** The document with that claim's section in its place, or at the end where it is new. */
export function withSection(document: string, evidence: Evidence): string {
  const text = document.trim() === '' ? HEADER : document;
  const { id } = evidence.claim;
  const [from, to] = [text.indexOf(start(id)), text.indexOf(end(id))];
  const section = sectionOf(evidence);
  if (from < 0 && to < 0) return `${text.trimEnd()}\n\n${section}\n`;
  if (from < 0 || to < from) throw new Error(`the markers of ${id} in docs/evidence.md are broken`);
  return text.slice(0, from) + section + text.slice(to + end(id).length);
}
