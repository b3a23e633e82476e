// Opens data sets for runs and previews, keeps the last few open, and cancels what is still loading.

import { acceptanceOf, buildCatalog } from '../../lib/gan/catalog';
import type { DecodeOptions } from '../../lib/gan/datasets/decode/decoded-images';
import type { ManifestEntry } from '../../lib/gan/datasets/manifest';
import { openSample, openSource, type SourceContext } from '../../lib/gan/datasets/registry';
import type { DataSource } from '../../lib/gan/datasets/source';
import type { Catalog } from '../../lib/schema/catalog';
import { knownDataInfo, parseDataRef } from '../../lib/schema/config';
import type { DataRef } from '../../lib/schema/data';
import { PlaygroundError } from '../../lib/schema/errors';
import type { DataFiles } from './data-files';
import { OwnData } from './own-data';
import type { Requests } from './protocol';

/** The largest shipped set takes 110 MB; a few such fit everywhere. */
const KEPT_SOURCES = 4;

export interface DatasetsEnvironment {
  readonly files: DataFiles;
  readonly decodeImage: DecodeOptions['decodeImage'];
  onProgress(label: string, done: number, total: number): void;
  now(): number;
  /** Resolves after the messages that wait have been handled. */
  turn(): Promise<void>;
}

/** Equal for references to equal data. */
function keyOf(ref: DataRef): string {
  switch (ref.kind) {
    case 'builtin':
      return JSON.stringify([ref.id, Object.entries(ref.params).sort()]);
    case 'drawn':
      return JSON.stringify(ref.points);
    case 'own':
      return ref.sha256;
  }
}

const labelOf = (ref: DataRef): string =>
  ref.kind === 'builtin' ? ref.id : ref.kind === 'own' ? ref.name : 'drawn';

export class Datasets {
  readonly #env: DatasetsEnvironment;
  readonly #own = new OwnData();
  /** Least recently used first. */
  readonly #sources = new Map<string, Promise<DataSource>>();
  readonly #loading = new Set<AbortController>();
  #installed: Promise<readonly ManifestEntry[]> | undefined;

  constructor(env: DatasetsEnvironment) {
    this.#env = env;
  }

  /** The library's offer with the sets that are installed beside the page. */
  async catalog(): Promise<Catalog> {
    return buildCatalog(await this.#installedSets());
  }

  /** For each architecture, null or why it cannot train on these data. Loads nothing. */
  async accepts(data: DataRef): Promise<Readonly<Record<string, string | null>>> {
    const catalog = await this.catalog();
    return acceptanceOf(knownDataInfo(catalog, parseDataRef(catalog, data)));
  }

  /** @throws PlaygroundError config.* for a malformed reference, data.* for data that cannot be had */
  async open(data: DataRef): Promise<DataSource> {
    const ref = parseDataRef(await this.catalog(), data);
    const key = keyOf(ref);
    const opened = this.#sources.get(key) ?? this.#load(ref);
    this.#sources.delete(key);
    this.#sources.set(key, opened);
    const [oldest] = this.#sources.keys();
    if (oldest !== undefined && this.#sources.size > KEPT_SOURCES) this.#sources.delete(oldest);
    try {
      return await opened;
    } catch (error) {
      if (this.#sources.get(key) === opened) this.#sources.delete(key);
      throw error;
    }
  }

  /** Data for a picture of `count` samples; quicker than opening a set that is drawn on load. */
  async sample(data: DataRef, count: number): Promise<DataSource> {
    const ref = parseDataRef(await this.catalog(), data);
    const opened = this.#sources.get(keyOf(ref));
    if (opened !== undefined) return opened;
    const sample = await this.#cancellable(async (signal) =>
      openSample(ref, count, await this.#context(ref, signal)),
    );
    return sample ?? this.open(data);
  }

  loadOwn(request: Requests['loadOwnData']['params']): Promise<Requests['loadOwnData']['result']> {
    const { files, size } = request;
    const label = files.length === 1 ? (files[0]?.file.name ?? '') : `${files.length} files`;
    return this.#cancellable((signal) =>
      this.#own.load(files, {
        size,
        signal,
        decodeImage: this.#env.decodeImage,
        onProgress: (done, total) => this.#env.onProgress(label, done, total),
      }),
    );
  }

  exportOwn(sha256: string): Promise<Uint8Array> {
    return this.#own.export(sha256);
  }

  importOwn(bytes: Uint8Array): Promise<{ data: DataRef }> {
    return this.#own.import(bytes);
  }

  cancelLoading(): void {
    for (const controller of this.#loading) controller.abort();
  }

  #installedSets(): Promise<readonly ManifestEntry[]> {
    const list = this.#installed ?? this.#env.files.installed();
    this.#installed = list;
    // A list that could not be read may have been repaired by the next time.
    list.catch(() => {
      this.#installed = undefined;
    });
    return list;
  }

  #load(ref: DataRef): Promise<DataSource> {
    return this.#cancellable(async (signal) => openSource(ref, await this.#context(ref, signal)));
  }

  async #context(ref: DataRef, signal: AbortSignal): Promise<SourceContext> {
    const onProgress = (done: number, total: number) =>
      this.#env.onProgress(labelOf(ref), done, total);
    return {
      installed: await this.#installedSets(),
      readBytes: (path) => this.#env.files.read(path, signal, onProgress),
      ownImages: (sha256) => this.#own.get(sha256),
      onProgress,
      now: () => this.#env.now(),
      breathe: async () => {
        await this.#env.turn();
        if (signal.aborted) throw new PlaygroundError('data.cancelled', {});
      },
    };
  }

  async #cancellable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#loading.add(controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#loading.delete(controller);
    }
  }
}
