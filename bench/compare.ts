// Measurements side by side: contenders take turns, round by round, so that what else the machine does falls on all of them
// alike. The median over rounds is reported, and the ratio of medians.

import { type Command, measureApart, type Summary } from './places';
import { median } from './step-loop';

export interface Runner {
  readonly name: string;
  readonly command: Command;
}

export interface Standing {
  readonly name: string;
  /** Of each round. */
  readonly msPerStep: readonly number[];
  readonly medianMsPerStep: number;
  /** Median over rounds of the time that processors spent, NaN where that is not known. */
  readonly medianProcessorMs: number;
  readonly adapter: string;
  /** Of the contender, where it says so. */
  readonly version: string;
  /** Why it cannot take part. */
  readonly cannot: string | null;
}

const standing = (name: string, rounds: readonly Summary[]): Standing => {
  const cannot = rounds.find((summary) => typeof summary.cannot === 'string')?.cannot;
  const numbers = (key: string): readonly number[] =>
    rounds.flatMap(({ [key]: value }) => (typeof value === 'number' ? [value] : []));
  const msPerStep = numbers('msPerStep');
  return {
    name,
    msPerStep,
    medianMsPerStep: median(msPerStep),
    medianProcessorMs: median(numbers('processorMsPerStep')),
    adapter: String(rounds[0]?.adapter ?? ''),
    version: String(rounds[0]?.torch ?? ''),
    cannot: typeof cannot === 'string' ? cannot : null,
  };
};

/** Runs every contender once per round. One that cannot is asked only once. */
export async function takeTurns(
  runners: readonly Runner[],
  rounds: number,
  onResult: (round: number, name: string, summary: Summary) => void,
): Promise<readonly Standing[]> {
  const results = new Map<string, Summary[]>(runners.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const { name, command } of runners) {
      const earlier = results.get(name) ?? [];
      if (earlier.some(({ cannot }) => cannot !== undefined)) continue;
      const summary = await measureApart(command);
      onResult(round, name, summary);
      earlier.push(summary);
    }
  }
  return runners.map(({ name }) => standing(name, results.get(name) ?? []));
}
