// Runs long computations on a run in slices between its training steps: one at a time, each a quarter of the time, and given
// up as soon as another one or nobody wants it. What is computed is the caller's business.

import { TimeShare } from './time-share';

/** Of the time that training had since: a quarter of the whole, so that a busy processor still leaves training its half. */
const MEASURING_SHARE = 0.35;
/** Slices are strung together for so long. */
const MEASURING_SLICE_MS = 10;

export interface MeasuringHost {
  /** Milliseconds from any origin. */
  now(): number;
  /** Resolves after the messages that wait have been handled. */
  turn(): Promise<void>;
  training(): boolean;
  /** Runs work while nobody else touches the run; rejects once the run is gone. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  tell(share: number): void;
}

export class Measuring {
  /** The computation under way; another object as soon as it is to end. */
  #task: object | null = null;

  cancel(): void {
    this.#task = null;
  }

  /**
   * Ends with null when another computation is asked for, or when it is cancelled.
   * @param start gives the slices; each yields the share done
   */
  async run<T>(
    { now, turn, training, alone, tell }: MeasuringHost,
    start: () => AsyncGenerator<number, T, void>,
  ): Promise<T | null> {
    const task = {};
    this.#task = task;
    const wanted = (): boolean => this.#task === task;
    const slices = await alone(async () => start());
    const share = new TimeShare(MEASURING_SHARE, now());
    try {
      while (wanted()) {
        const part = await alone(async () => {
          const startedAt = now();
          for (;;) {
            const next = await slices.next();
            const endedAt = now();
            if (next.done !== true && endedAt - startedAt < MEASURING_SLICE_MS) continue;
            share.spend(startedAt, endedAt);
            return next;
          }
        });
        if (part.done === true) return part.value;
        if (wanted()) tell(part.value);
        do await turn();
        while (wanted() && training() && !share.free(now()));
      }
      return null;
    } finally {
      if (wanted()) this.#task = null;
      await slices.return(undefined as never);
    }
  }
}
