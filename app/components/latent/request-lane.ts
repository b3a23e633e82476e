// One picture request at a time. While one is on its way, each channel keeps only its newest wish; channels take turns. What
// comes back after the lane was closed, or for a channel that was dropped, reaches nobody.

import type { GenerateOptions, LatentRequest } from '../../../lib/schema/latents';
import type { ViewData } from '../../../lib/schema/views';

export type Generate = (request: LatentRequest, options: GenerateOptions) => Promise<ViewData>;

interface Wish {
  readonly request: LatentRequest;
  readonly options: GenerateOptions;
  readonly deliver: (view: ViewData | null) => void;
}

export class RequestLane {
  readonly #generate: Generate;
  /** In the order in which the channels began to wait. */
  readonly #waiting = new Map<string, Wish>();
  #busy: string | null = null;
  #closed = false;

  constructor(generate: Generate) {
    this.#generate = generate;
  }

  /** @param deliver gets null when the request failed */
  ask(
    channel: string,
    request: LatentRequest,
    options: GenerateOptions,
    deliver: (view: ViewData | null) => void,
  ): void {
    if (this.#closed) return;
    this.#waiting.set(channel, { request, options, deliver });
    void this.#next();
  }

  /** Forgets the wish of a channel and its answer that is on the way. */
  drop(channel: string): void {
    this.#waiting.delete(channel);
    if (this.#busy === channel) this.#busy = '';
  }

  close(): void {
    this.#closed = true;
    this.#waiting.clear();
  }

  async #next(): Promise<void> {
    const [first] = this.#waiting;
    if (this.#busy !== null || first === undefined) return;
    const [channel, { request, options, deliver }] = first;
    this.#waiting.delete(channel);
    this.#busy = channel;
    // Whoever sends the request reports its failure; the picture there was stays.
    const view = await this.#generate(request, options).catch(() => null);
    const wanted = !this.#closed && this.#busy === channel;
    this.#busy = null;
    if (wanted) deliver(view);
    void this.#next();
  }
}
