// Pictures of data sets, fetched one after the other and kept, so that a thumbnail is drawn once however often it is shown.

import type { DataRef } from '../../../lib/schema/data';
import type { ViewData } from '../../../lib/schema/views';

export type Preview = (data: DataRef, count: number) => Promise<ViewData>;

/** Drawn and changed sets come and go; beyond this many the oldest is forgotten. */
const CAPACITY = 64;

export class PreviewShelf {
  readonly #preview: Preview;
  readonly #views = new Map<string, ViewData>();
  /** Asked for and not answered yet; a failed one stays here until it is asked for by a new shelf. */
  readonly #asked = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #tail: Promise<void> = Promise.resolve();

  constructor(preview: Preview) {
    this.#preview = preview;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Null until it has arrived. */
  get(data: DataRef): ViewData | null {
    return this.#views.get(JSON.stringify(data)) ?? null;
  }

  /** Fetches a picture unless it is there or under way. */
  want(data: DataRef, count: number): void {
    const key = JSON.stringify(data);
    if (this.#views.has(key) || this.#asked.has(key)) return;
    this.#asked.add(key);
    this.#tail = this.#tail.then(() => this.#fetch(key, data, count));
  }

  async #fetch(key: string, data: DataRef, count: number): Promise<void> {
    const view = await this.#preview(data, count).catch(() => null);
    // Whoever sends the request reports its failure.
    if (view === null) return;
    this.#asked.delete(key);
    this.#views.set(key, view);
    const [oldest] = this.#views.keys();
    if (this.#views.size > CAPACITY && oldest !== undefined) this.#views.delete(oldest);
    for (const listener of this.#listeners) listener();
  }
}

const shelves = new WeakMap<Preview, PreviewShelf>();

/** The shelf of a preview function; the same one while the function is. */
export function shelfOf(preview: Preview): PreviewShelf {
  const known = shelves.get(preview);
  if (known !== undefined) return known;
  const shelf = new PreviewShelf(preview);
  shelves.set(preview, shelf);
  return shelf;
}
