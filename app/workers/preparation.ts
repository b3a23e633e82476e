// Waits until the programs of a run are compiled, and says how far they are. It decides nothing about the run.

import type { Compilation } from '../../lib/tfjs/compile-ahead';

export interface Preparation {
  readonly done: number;
  readonly total: number;
  /** By the pace so far; null while there is too little of it to tell. */
  readonly secondsLeft: number | null;
}

export interface PreparationHost {
  /** Milliseconds from any origin. */
  now(): number;
  wait(ms: number): Promise<void>;
  /** False from the moment when nobody waits for the programs any more. */
  wanted(): boolean;
  tell(preparation: Preparation): void;
}

const LOOK_INTERVAL_MS = 50;
/** Often enough for a bar that moves, seldom enough for a line that can be read. */
const TELL_INTERVAL_MS = 250;
/** Before so much of the time has passed, the pace says nothing. */
const SHORTEST_BASIS_MS = 500;

/** @param doneMeanwhile programs that became ready in `elapsedMs` */
function secondsLeft(left: number, doneMeanwhile: number, elapsedMs: number): number | null {
  if (doneMeanwhile === 0 || elapsedMs < SHORTEST_BASIS_MS) return null;
  return (left * elapsedMs) / doneMeanwhile / 1000;
}

/** Resolves to true when all programs are there, to false when they are not wanted any more. */
export async function programsReady(
  programs: Compilation,
  host: PreparationHost,
): Promise<boolean> {
  const { total } = programs;
  const startedAt = host.now();
  const doneBefore = programs.done();
  let toldAt = Number.NEGATIVE_INFINITY;
  while (host.wanted()) {
    const done = programs.done();
    if (done >= total) return true;
    const now = host.now();
    if (now - toldAt >= TELL_INTERVAL_MS) {
      toldAt = now;
      host.tell({
        done,
        total,
        secondsLeft: secondsLeft(total - done, done - doneBefore, now - startedAt),
      });
    }
    await host.wait(LOOK_INTERVAL_MS);
  }
  return false;
}
