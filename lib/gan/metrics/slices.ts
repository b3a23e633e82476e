// Long computations cut into slices, so that a worker can train, answer and cancel in between. A generator yields the share
// done in [0, 1] after every slice and returns the result; whoever runs it owns the clock. Cancelling means not asking for
// the next slice.

export type Slices<T> = Generator<number, T, void>;
/** The same where slices wait for a backend. */
export type AsyncSlices<T> = AsyncGenerator<number, T, void>;

export interface Pace {
  /** Monotonic milliseconds; injected, since the library has no clock. */
  now(): number;
  /** Lets others work; called between slices; throws when the computation was cancelled. */
  breathe(): Promise<void>;
  onProgress(share: number): void;
  /**
   * Slices are strung together until this time has passed; the longest single one takes about 25 ms. Training keeps half its speed
   * where `breathe` lets it work for as long as the slices took.
   */
  readonly sliceMs: number;
}

/** Runs to the end at once, for tests and small inputs. */
export function complete<T>(slices: Slices<T>): T {
  for (;;) {
    const step = slices.next();
    if (step.done === true) return step.value;
  }
}

/** The same for slices that wait. */
export async function completeAsync<T>(slices: AsyncSlices<T>): Promise<T> {
  for (;;) {
    const step = await slices.next();
    if (step.done === true) return step.value;
  }
}

/** Runs with pauses. What `breathe` throws ends the computation, whose `finally` blocks run, and is thrown on. */
export async function runPaced<T>(slices: Slices<T> | AsyncSlices<T>, pace: Pace): Promise<T> {
  let ended = false;
  try {
    let started = pace.now();
    for (;;) {
      const step = await slices.next();
      if (step.done === true) {
        ended = true;
        pace.onProgress(1);
        return step.value;
      }
      if (pace.now() - started >= pace.sliceMs) {
        pace.onProgress(step.value);
        await pace.breathe();
        started = pace.now();
      }
    }
  } finally {
    if (!ended) await slices.return(undefined as never);
  }
}

/** Runs a part as the stretch [from, to] of a larger computation. */
export function* stretch<T>(part: Slices<T>, from: number, to: number): Slices<T> {
  try {
    for (;;) {
      const step = part.next();
      if (step.done === true) return step.value;
      yield from + (to - from) * step.value;
    }
  } finally {
    part.return(undefined as never);
  }
}

/** The same of a part that waits. */
export async function* stretchAsync<T>(
  part: AsyncSlices<T>,
  from: number,
  to: number,
): AsyncSlices<T> {
  try {
    for (;;) {
      const step = await part.next();
      if (step.done === true) return step.value;
      yield from + (to - from) * step.value;
    }
  } finally {
    // Of a part that has ended this does nothing; it has no result to give.
    await part.return(undefined as never);
  }
}

/**
 * Turns the shares of a computation of several passes, each of which counts from 0 to 1, into one that only grows: every pass
 * is taken to be half of what is left.
 */
export async function* advancing<T>(part: AsyncSlices<T>): AsyncSlices<T> {
  let [from, to, last, share] = [0, 0.5, 0, 0];
  try {
    for (;;) {
      const step = await part.next();
      if (step.done === true) return step.value;
      if (step.value < last) {
        from = share;
        to = share + (1 - share) / 2;
      }
      last = step.value;
      share = from + (to - from) * last;
      yield share;
    }
  } finally {
    await part.return(undefined as never);
  }
}
