// docs/performance.md: one section per yardstick between markers of its id, written anew by every report on it and left
// alone by all others. Pure data in, text out.

import type { KernelTimes } from './kernel-times';
import type { CaseReport, PlaceReport } from './report';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  readonly platform: string;
  /** Year, month and day. */
  readonly date: string;
}

const start = (id: string) => `<!-- bench: ${id} -->`;
const end = (id: string) => `<!-- end of bench: ${id} -->`;

/** Three digits are more than the measurement is worth. */
const figure = (value: unknown): string => {
  const number = Number(value);
  if (typeof value !== 'number' || !Number.isFinite(number)) return '–';
  const decimals = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2;
  return number.toLocaleString('en-GB', {
    minimumFractionDigits: Number.isInteger(number) ? 0 : decimals,
    maximumFractionDigits: decimals,
  });
};

const kilobytes = (bytes: unknown): string =>
  typeof bytes === 'number' ? figure(bytes / 1000) : '–';

const megabytes = (bytes: unknown): string =>
  typeof bytes === 'number' ? figure(bytes / 1e6) : '–';

/** The first sentence of what TensorFlow.js said. */
const reason = (cannot: string): string => `cannot: ${cannot.split('\n')[0]?.slice(0, 80)}`;

function timeRow({ place, against }: PlaceReport): string {
  const { ours, others } = against;
  const [stock] = others;
  const theirs =
    stock === undefined
      ? '–'
      : stock.cannot === null
        ? figure(stock.medianMsPerStep)
        : reason(stock.cannot);
  const faster =
    stock === undefined || stock.cannot !== null ? '–' : `${figure(1 / stock.ratio)} ×`;
  return `| ${[place, figure(ours.medianMsPerStep), theirs, faster].join(' | ')} |`;
}

function workRow({ place, counted }: PlaceReport): string {
  const own = (counted.ownCode ?? {}) as Readonly<Record<string, unknown>>;
  const memory = (counted.memory ?? {}) as Readonly<Record<string, unknown>>;
  const cells = [
    place,
    figure(own.kernels),
    `${figure(own.dispatches)} → ${figure(counted.dispatchesPerStep)}`,
    `${figure(own.uploads)} → ${figure(counted.uploadsPerStep)} (${kilobytes(counted.uploadedBytesPerStep)})`,
    `${figure(counted.readbacksPerStep)} (${figure(counted.syncReadbacksPerStep)})`,
    figure(counted.allocatedBytesPerStep),
    figure(memory.tensors),
    megabytes(Number(memory.heapBytes) + Number(memory.deviceBytes)),
    figure(counted.programMsPerStep),
    figure(counted.gflopPerSecond),
    `${figure(100 * Number(counted.shareOfMatMul))} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}

const WORK_COLUMNS = [
  'where',
  'kernels',
  'dispatches or draws, own code → replayed',
  'uploads, own code → replayed (kB)',
  'readbacks (synchronous)',
  'new device bytes',
  'tensors alive',
  'heap and device MB',
  'program ms',
  'GFLOP/s',
  'of matMul',
];

function pytorchLines({ pytorch }: CaseReport): string[] {
  const { ours, others } = pytorch;
  return others.map(({ name, version, msPerStep, medianMsPerStep, ratio, processorRatio }) => {
    const rounds = msPerStep.map((theirs, i) => figure((ours.msPerStep[i] ?? Number.NaN) / theirs));
    return `${name} (${version}): ${figure(medianMsPerStep)} ms; here on wasm, one thread: ${figure(ours.medianMsPerStep)} ms. **Ratio ${figure(ratio)}** (by round: ${rounds.join(', ')}; of processor time: ${figure(processorRatio)}).`;
  });
}

/** Kernels beyond these take too little to be worth a look. */
const LISTED_KERNELS = 8;

/** Where the time goes, in places where kernels can be timed. */
function kernelLines({ place, counted }: PlaceReport): string[] {
  const times = counted.kernelTimes as KernelTimes | null | undefined;
  if (!times) return [];
  const kernels = Object.entries(times.msByKernel)
    .slice(0, LISTED_KERNELS)
    .map(([name, ms]) => `${name} ${figure(ms)}`);
  return [
    `Milliseconds by kernel on ${place}, of a step's own code: ${kernels.join(', ')}; outside of kernels ${figure(times.outsideMs)}.`,
    '',
  ];
}

/** The section of one yardstick, markers included. */
export function sectionOf(title: string, report: CaseReport, machine: Machine): string {
  const { id, places, program } = report;
  const first = places[0]?.counted;
  const adapters = places.flatMap(({ place, counted }) =>
    counted.adapter ? [`${place}: ${String(counted.adapter)}`] : [],
  );
  return [
    start(id),
    `## ${title}`,
    '',
    ...pytorchLines(report),
    '',
    '| where | here, ms per step | plain TensorFlow.js, ms per step | faster |',
    '|---|---|---|---|',
    ...places.map(timeRow),
    '',
    `Per step, ${figure(first?.gflopPerStep)} GFLOP:`,
    '',
    `| ${WORK_COLUMNS.join(' | ')} |`,
    `|${WORK_COLUMNS.map(() => '---').join('|')}|`,
    ...places.map(workRow),
    '',
    ...places.flatMap(kernelLines),
    `Program alone, on Dawn's null device: ${figure(program.programMsPerStep)} ms per step, ${figure(program.dispatchesPerStep)} dispatches, submissions: ${figure(program.submitsPerStep)}.`,
    '',
    `${machine.processor}, ${machine.cores} cores; ${machine.platform}, Node ${machine.node}; ${machine.date}. ${adapters.join('; ')}.`,
    end(id),
  ].join('\n');
}

/** The document with that section in its place, or at the end where it is new. */
export function withSection(document: string, id: string, section: string): string {
  const [from, to] = [document.indexOf(start(id)), document.indexOf(end(id))];
  if (from < 0 && to < 0) return `${document.trimEnd()}\n\n${section}\n`;
  if (from < 0 || to < from) throw new Error(`the markers of ${id} are broken`);
  return document.slice(0, from) + section + document.slice(to + end(id).length);
}
