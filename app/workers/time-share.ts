// Keeps one kind of work to a share of the time: what it takes must be earned back before it may happen again. Pure
// arithmetic in milliseconds.

export class TimeShare {
  readonly #share: number;
  /** Milliseconds that were not earned back yet at `#at`. */
  #debt = 0;
  #at: number;

  /** `share` – of the time, in (0, 1). */
  constructor(share: number, now: number) {
    this.#share = share;
    this.#at = now;
  }

  free(now: number): boolean {
    // Nothing is earned in advance, so that idle time is not followed by a burst.
    this.#debt = Math.max(0, this.#debt - this.#share * (now - this.#at));
    this.#at = now;
    return this.#debt <= 0;
  }

  spend(startedAt: number, endedAt: number): void {
    this.#at = endedAt;
    // In place of any older debt: work that could not wait for it must not keep later work waiting.
    this.#debt = endedAt - startedAt;
  }
}
