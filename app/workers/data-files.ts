// Files below the page's datasets/ and features/ folders, by fetch: shipped sets, those that a user installed beside the page, and
// the networks that measures rest on. The
// worker's own script lies elsewhere, so that every address starts from the page's.

import { type ManifestEntry, parseManifest } from '../../lib/gan/datasets/manifest';
import { PlaygroundError } from '../../lib/schema/errors';

const INSTALLED = 'installed/manifest.json';

type Progress = (done: number, total: number) => void;

export interface DataFiles {
  /** A file of the feature sets that measures rest on. @throws PlaygroundError data.download */
  readFeatures(path: string): Promise<Uint8Array>;
  /** @throws PlaygroundError data.download, or data.cancelled once the signal has fired */
  read(path: string, signal: AbortSignal, onProgress: Progress): Promise<Uint8Array>;
  /**
   * The sets that a user installed; usually none.
   * @throws PlaygroundError data.malformed when the list is there but cannot be read
   */
  installed(): Promise<readonly ManifestEntry[]>;
}

/** The chunks of a body as one array. */
async function readBody(response: Response, onProgress: Progress): Promise<Uint8Array> {
  const { body, headers } = response;
  if (body === null) return new Uint8Array(await response.arrayBuffer());
  // The length on the wire; it says nothing about the content if that was compressed on the way.
  const total = headers.has('content-encoding') ? 0 : Number(headers.get('content-length') ?? 0);
  const chunks: Uint8Array[] = [];
  let done = 0;
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    done += part.value.length;
    onProgress(done, Math.max(total, done + 1));
  }
  onProgress(done, done);
  const bytes = new Uint8Array(done);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** `baseUrl` – absolute, of the folder that holds `datasets/`. */
export function dataFiles(baseUrl: string, fetcher: typeof fetch = fetch): DataFiles {
  const folder = new URL('datasets/', baseUrl);
  const features = new URL('features/', baseUrl);
  const readBelow = async (
    below: URL,
    path: string,
    signal: AbortSignal,
    onProgress: Progress,
  ): Promise<Uint8Array> => {
    const problem = (text: string) =>
      new PlaygroundError(signal.aborted ? 'data.cancelled' : 'data.download', {
        name: path,
        problem: text,
      });
    try {
      const response = await fetcher(new URL(path, below), { signal });
      if (!response.ok) throw problem(`the server answered ${response.status}`);
      return await readBody(response, onProgress);
    } catch (error) {
      if (error instanceof PlaygroundError) throw error;
      throw problem(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    read: (path, signal, onProgress) => readBelow(folder, path, signal, onProgress),

    readFeatures: (path) =>
      readBelow(features, path, new AbortController().signal, () => undefined),

    async installed() {
      // Without a network there is no list either; the shipped sets do not depend on it.
      const response = await fetcher(new URL(INSTALLED, folder)).catch(() => null);
      if (response === null || !response.ok) return [];
      const text = await response.text();
      // Servers of single-page applications answer a missing file with the page.
      if (text.trimStart().startsWith('<')) return [];
      try {
        return parseManifest(JSON.parse(text));
      } catch (error) {
        if (error instanceof PlaygroundError) throw error;
        throw new PlaygroundError('data.malformed', {
          format: `datasets/${INSTALLED}`,
          problem: 'it is no JSON',
        });
      }
    },
  };
}
