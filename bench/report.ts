// Everything docs/performance.md says about one yardstick, gathered in one go: the library in each place with its counters,
// beside plain TensorFlow.js in the same place, beside PyTorch, and the program alone on a device that computes nothing.

import { printLine, printNote } from '../tools/cli/command';
import type { CaseId } from './cases/registry';
import { type Comparison, compareWithPyTorch, compareWithStock } from './comparisons';
import { measureApart, measuring, type Place, type Summary } from './places';

/** In the order of the table. */
const REPORTED: readonly Place[] = [
  'wasm',
  'webgpu',
  'cpu',
  'chromium-wasm',
  'chromium-webgl',
  'chromium-webgpu',
];

/** Where a stock step may take ten seconds, a ratio of ten is seen in few rounds. */
const STOCK_ROUNDS = 3;

export interface PlaceReport {
  readonly place: Place;
  readonly counted: Summary;
  readonly against: Comparison;
}

export interface CaseReport {
  readonly id: CaseId;
  readonly pytorch: Comparison;
  readonly places: readonly PlaceReport[];
  readonly program: Summary;
}

export interface ReportOptions {
  readonly rounds: number;
  readonly threads: number;
  readonly python: string;
  /** Places to measure in; all of them where none is named. */
  readonly places: readonly Place[];
}

export async function reportOn(id: CaseId, options: ReportOptions): Promise<CaseReport> {
  const { rounds, threads, python } = options;
  const pytorch = await compareWithPyTorch({ id, place: 'wasm', rounds, threads, python });
  printLine({ case: id, pytorch });
  const program = await measureApart(measuring('ours', id, 'webgpu-null'));
  const places: PlaceReport[] = [];
  for (const place of options.places.length > 0 ? options.places : REPORTED) {
    printNote(`${id} on ${place} …`);
    const counted = await measureApart(measuring('ours', id, place));
    const against = await compareWithStock({
      id,
      place,
      rounds: Math.min(rounds, STOCK_ROUNDS),
      stockPlaces: [place],
    });
    places.push({ place, counted, against });
    printLine({ case: id, place, counted, against });
  }
  return { id, pytorch, places, program };
}
