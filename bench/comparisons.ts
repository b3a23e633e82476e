// A yardstick here against PyTorch, and against plain TensorFlow.js: who runs, and what is reported of it.

import { printLine } from '../tools/cli/command';
import { type Runner, type Standing, takeTurns } from './compare';
import { measuring, measuringPyTorch, type Place, type Summary } from './places';

export interface Comparison {
  readonly case: string;
  readonly rounds: number;
  readonly ours: Standing;
  readonly others: readonly (Standing & {
    /** Our median time by theirs; below 1 we are faster. */
    readonly ratio: number;
    /** The same of the time that processors spent, which other work on the machine hardly changes. */
    readonly processorRatio: number;
  })[];
}

const onResult = (
  round: number,
  name: string,
  { msPerStep, processorMsPerStep, cannot }: Summary,
): void =>
  printLine({
    round,
    name,
    ...(cannot === undefined ? { msPerStep, processorMsPerStep } : { cannot }),
  });

async function compare(
  caseId: string,
  ours: Runner,
  others: readonly Runner[],
  rounds: number,
): Promise<Comparison> {
  const [first, ...rest] = await takeTurns([ours, ...others], rounds, onResult);
  if (first === undefined) throw new Error('nobody took part');
  return {
    case: caseId,
    rounds,
    ours: first,
    others: rest.map((other) => ({
      ...other,
      ratio: first.medianMsPerStep / other.medianMsPerStep,
      processorRatio: first.medianProcessorMs / other.medianProcessorMs,
    })),
  };
}

const ourRunner = (id: string, place: Place): Runner => ({
  name: `ours ${place}`,
  command: measuring('ours', id, place, ['--brief']),
});

export const compareWithPyTorch = (options: {
  readonly id: string;
  readonly place: Place;
  readonly rounds: number;
  readonly threads: number;
  readonly python: string;
}): Promise<Comparison> => {
  const { id, place, rounds, threads, python } = options;
  const command = measuringPyTorch(id, python, threads);
  const theirs: Runner = { name: `PyTorch, threads: ${threads}`, command };
  return compare(id, ourRunner(id, place), [theirs], rounds);
};

export const compareWithStock = (options: {
  readonly id: string;
  readonly place: Place;
  readonly rounds: number;
  readonly stockPlaces: readonly Place[];
}): Promise<Comparison> => {
  const { id, place, rounds, stockPlaces } = options;
  const theirs = stockPlaces.map(
    (stockPlace): Runner => ({
      name: `stock ${stockPlace}`,
      command: measuring('stock', id, stockPlace),
    }),
  );
  return compare(id, ourRunner(id, place), theirs, rounds);
};
