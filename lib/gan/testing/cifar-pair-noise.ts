import { noNoise, type Transition, writtenNoise } from '../label-noise';

const K = 10;

/** The asymmetric noise of CIFAR-10 in the paper: truck → automobile, bird → airplane, deer → horse, cat ↔ dog. */
export function cifarPairNoise(rate: number): Transition {
  const numbers = [...noNoise(K).values];
  for (const [from, to] of [
    [9, 1],
    [2, 0],
    [4, 7],
    [3, 5],
    [5, 3],
  ] as const) {
    numbers[from * K + from] = 1 - rate;
    numbers[from * K + to] = rate;
  }
  return writtenNoise('dataTable', numbers, K);
}
