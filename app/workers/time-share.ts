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
    this.#earn(now);
    return this.#debt <= 0;
  }

  spend(startedAt: number, endedAt: number): void {
    this.#earn(endedAt);
    this.#debt += endedAt - startedAt;
  }

  /** Nothing is earned in advance, so that idle time is not followed by a burst. */
  #earn(now: number): void {
    this.#debt = Math.max(0, this.#debt - this.#share * (now - this.#at));
    this.#at = now;
  }
}
