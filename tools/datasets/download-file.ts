// Downloads one file of known length and sha256: into a temporary file beside its place, checked while it arrives, and put in
// place only when everything is right. An interrupted or damaged download leaves nothing behind.

import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PlaygroundError } from '../../lib/schema/errors';
import type { RemoteFile } from './installable-sets';

export interface DownloadOptions {
  readonly url: string;
  readonly file: RemoteFile;
  /** Where it goes. */
  readonly path: string;
  readonly fetch: typeof globalThis.fetch;
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

/** Copies the body into `part`. Returns how many bytes arrived and their sum, also when the connection broke off. */
async function receive(response: Response, part: string, options: DownloadOptions) {
  const hash = createHash('sha256');
  const target = await open(part, 'w');
  let bytes = 0;
  let broken: unknown = null;
  try {
    if (response.body !== null) {
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
        hash.update(chunk);
        await target.write(chunk);
        bytes += chunk.length;
        options.onProgress(bytes, options.file.bytes);
        // A server that sends more than the file is not sending the file.
        if (bytes > options.file.bytes) break;
      }
    }
  } catch (error) {
    broken = error;
  } finally {
    await target.close();
  }
  return { bytes, sha256: hash.digest('hex'), broken };
}

/** @throws PlaygroundError data.download, data.truncated or data.checksum */
export async function downloadFile(options: DownloadOptions): Promise<void> {
  const { url, file, path, fetch } = options;
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new PlaygroundError('data.download', { name: file.name, problem: reasonOf(error) });
  }
  if (!response.ok) {
    const problem = `the server answered ${response.status} for ${url}`;
    throw new PlaygroundError('data.download', { name: file.name, problem });
  }
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  try {
    const { bytes, sha256, broken } = await receive(response, part, options);
    if (bytes < file.bytes) {
      throw new PlaygroundError('data.truncated', {
        format: `"${file.name}"`,
        expectedBytes: file.bytes,
        actualBytes: bytes,
      });
    }
    if (bytes > file.bytes) {
      const problem = `the server sends more than its ${file.bytes} bytes`;
      throw new PlaygroundError('data.download', { name: file.name, problem });
    }
    if (broken !== null) {
      throw new PlaygroundError('data.download', { name: file.name, problem: reasonOf(broken) });
    }
    if (sha256 !== file.sha256) {
      throw new PlaygroundError('data.checksum', {
        name: file.name,
        expected: file.sha256,
        actual: sha256,
      });
    }
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}
