// Steps and images per second, smoothed over about a second so that the figure can be read while it changes.

const TIME_CONSTANT_MS = 1000;

export interface Rates {
  readonly stepsPerSecond: number;
  readonly imagesPerSecond: number;
}

export const AT_REST: Rates = { stepsPerSecond: 0, imagesPerSecond: 0 };

export class StepRate {
  #at: number;
  #step: number;
  #images: number;
  #rates: Rates | null = null;

  constructor(now: number, step: number, images: number) {
    this.#at = now;
    this.#step = step;
    this.#images = images;
  }

  /** The rates after `step` steps and `images` images in all were reached at `now` (milliseconds). */
  reached(now: number, step: number, images: number): Rates {
    const elapsedMs = now - this.#at;
    if (elapsedMs <= 0) return this.#rates ?? AT_REST;
    const weight = this.#rates === null ? 1 : 1 - Math.exp(-elapsedMs / TIME_CONSTANT_MS);
    const before = this.#rates ?? AT_REST;
    const mix = (old: number, count: number): number =>
      old + weight * ((1000 * count) / elapsedMs - old);
    this.#rates = {
      stepsPerSecond: mix(before.stepsPerSecond, step - this.#step),
      imagesPerSecond: mix(before.imagesPerSecond, images - this.#images),
    };
    this.#at = now;
    this.#step = step;
    this.#images = images;
    return this.#rates;
  }
}
