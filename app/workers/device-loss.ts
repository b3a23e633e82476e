// What the loss of the device means for everything that is under way: it fails with the loss, at once and with nothing else.
// Whether there is a run, and who is told, is the session's business.

import { PlaygroundError } from '../../lib/schema/errors';

/** The notice of a loss comes as a message of its own, right behind what failed by it. */
const NOTICE_MS = 200;

export class DeviceLoss {
  readonly #wait: (ms: number) => Promise<void>;
  readonly #lost: Promise<never>;
  #reject: (error: PlaygroundError) => void = () => undefined;
  #error: PlaygroundError | null = null;

  /** @param wait milliseconds */
  constructor(wait: (ms: number) => Promise<void>) {
    this.#wait = wait;
    this.#lost = new Promise((_, reject) => {
      this.#reject = reject;
    });
    // Whoever waits gets the rejection for itself; without anybody there is nobody to tell.
    this.#lost.catch(() => undefined);
  }

  get happened(): boolean {
    return this.#error !== null;
  }

  /** The first error stays. */
  lose(error: PlaygroundError): void {
    if (this.#error !== null) return;
    this.#error = error;
    this.#reject(error);
  }

  /** @throws PlaygroundError the loss, if it has happened */
  refuse(): void {
    if (this.#error !== null) throw this.#error;
  }

  /** The work's outcome, or the loss as soon as it happens: a device that is lost does not answer. */
  async orLoss<T>(work: Promise<T>): Promise<T> {
    const result = await Promise.race([work, this.#lost]);
    this.refuse();
    return result;
  }

  /**
   * What fails on a device that is being lost may fail before the loss is known. Resolves when a loss behind this error
   * would be known; an error that says what it is needs no other cause.
   * @throws PlaygroundError the loss, if it is the cause
   */
  async refuseAsCauseOf(error: unknown): Promise<void> {
    if (!(error instanceof PlaygroundError)) await this.#wait(NOTICE_MS);
    this.refuse();
  }
}
