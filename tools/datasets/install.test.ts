import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INSTALLED_MANIFEST, readManifest } from './dataset-manifest';
import { idxFile } from './idx-file';
import { installDataset, installSet } from './install';
import { INSTALLABLE_SETS, type InstallableSet } from './installable-sets';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A tar archive of plain files, as ustar. */
function tar(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, bytes]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000644\0', 100);
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('        0', 148);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const padding = Buffer.alloc((512 - (bytes.length % 512)) % 512);
    return [header, Buffer.from(bytes), padding];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const IMAGES = idxFile([3, 28, 28], new Uint8Array(3 * 784).fill(7));
const LABELS = idxFile([3], Uint8Array.of(0, 1, 2));
const BATCH = new Uint8Array(2 * 3073).fill(3);
const ARCHIVE = gzipSync(
  tar({ 'batches/test_batch.bin': BATCH, 'batches/data_batch_1.bin': BATCH.map(() => 1) }),
);

const SERVED: Readonly<Record<string, Uint8Array>> = {
  '/images.gz': IMAGES,
  '/labels.gz': LABELS,
  '/archive.tar.gz': ARCHIVE,
};

let server: Server;
let baseUrl: string;
let requests: string[] = [];
let folder: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = request.url ?? '';
    requests.push(url);
    if (url === '/cut/images.gz') {
      // Promises the whole file, sends half of it and hangs up.
      response.writeHead(200, { 'content-length': IMAGES.length });
      response.write(IMAGES.subarray(0, IMAGES.length >> 1), () => response.destroy());
      return;
    }
    const file = SERVED[url];
    response.writeHead(file === undefined ? 404 : 200);
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(async () => {
  requests = [];
  folder = await mkdtemp(join(tmpdir(), 'install-'));
});

afterEach(() => rm(folder, { recursive: true }));

const remote = (name: string, bytes: Uint8Array) => ({
  name,
  bytes: bytes.length,
  sha256: sha256(bytes),
});

const SMALL: InstallableSet = {
  id: 'small',
  label: 'Small',
  baseUrl: 'http://unused.invalid/',
  files: [remote('images.gz', IMAGES), remote('labels.gz', LABELS)],
  unpack: null,
  size: 28,
  channels: 1,
  count: 3,
  trainCount: 2,
  classes: ['a', 'b', 'c'],
  licence: 'none',
};

const quiet = { log: () => {} };
const install = (set: InstallableSet, url = baseUrl) =>
  installSet(set, { outDir: folder, baseUrl: url, ...quiet });

const everyFile = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

describe('installing a data set', () => {
  it('stores the files, reports progress and lists the set for the page', async () => {
    const progress: number[] = [];
    await installSet(SMALL, {
      outDir: folder,
      baseUrl,
      log: () => {},
      onProgress: (_, done, total) => progress.push(done / total),
    });
    expect(await readFile(join(folder, 'installed/small/images.packed'))).toEqual(
      Buffer.from(IMAGES),
    );
    expect(progress.at(-1)).toBe(1);
    const [entry, ...others] = await readManifest(folder, INSTALLED_MANIFEST);
    expect(others).toEqual([]);
    expect(entry?.id).toBe('small');
    expect(entry?.files.map(({ path }) => path)).toEqual([
      'installed/small/images.packed',
      'installed/small/labels.packed',
    ]);
    expect(entry?.files[1]?.sha256).toBe(sha256(LABELS));
  });

  it('downloads nothing again that is already there, and repairs what is damaged', async () => {
    await install(SMALL);
    requests = [];
    await install(SMALL);
    expect(requests).toEqual([]);
    await writeFile(
      join(folder, 'installed/small/labels.packed'),
      LABELS.map((byte) => byte ^ 1),
    );
    await install(SMALL);
    expect(requests).toEqual(['/labels.gz']);
    expect(await readManifest(folder, INSTALLED_MANIFEST)).toHaveLength(1);
  });

  it('unpacks an archive in the order of its list and does not keep it', async () => {
    const set: InstallableSet = {
      ...SMALL,
      id: 'packed',
      files: [remote('archive.tar.gz', ARCHIVE)],
      unpack: ['data_batch_1.bin', 'test_batch.bin'],
    };
    const entry = await install(set);
    expect(entry.files.map(({ path }) => path)).toEqual([
      'installed/packed/data_batch_1.bin',
      'installed/packed/test_batch.bin',
    ]);
    expect(entry.files[1]?.sha256).toBe(sha256(BATCH));
    expect(await everyFile()).toEqual(['data_batch_1.bin', 'manifest.json', 'test_batch.bin']);
    await expect(install({ ...set, unpack: ['missing.bin'] })).rejects.toMatchObject({
      code: 'data.malformed',
    });
  });

  it.each([
    ['data.checksum', 'another content of the same length', { sha256: '0'.repeat(64) }],
    ['data.truncated', 'fewer bytes than there should be', { bytes: IMAGES.length + 1 }],
    ['data.download', 'more bytes than there should be', { bytes: IMAGES.length - 1 }],
  ])('fails with %s at %s, and leaves nothing behind', async (code, _, wrong) => {
    const [images, labels] = SMALL.files;
    const set = { ...SMALL, files: [{ ...images!, ...wrong }, labels!] };
    await expect(install(set)).rejects.toMatchObject({ name: 'PlaygroundError', code });
    expect(await everyFile()).toEqual([]);
  });

  it('fails with data.truncated when the connection breaks off, and leaves nothing behind', async () => {
    await expect(install(SMALL, `${baseUrl}cut/`)).rejects.toMatchObject({
      code: 'data.truncated',
    });
    expect(await everyFile()).toEqual([]);
  });

  it('fails with data.download and the reason when the file or the server is not there', async () => {
    await expect(install(SMALL, `${baseUrl}nowhere/`)).rejects.toMatchObject({
      code: 'data.download',
      message: expect.stringContaining('404'),
    });
    const refused = async () => {
      throw new TypeError('fetch failed', { cause: new Error('connect refused') });
    };
    await expect(
      installSet(SMALL, { outDir: folder, ...quiet, fetch: refused }),
    ).rejects.toMatchObject({
      code: 'data.download',
      message: expect.stringContaining('connect refused'),
    });
  });

  it('knows mnist, fashion-mnist, kmnist and cifar10, and names them when asked for another', async () => {
    expect(INSTALLABLE_SETS.map(({ id }) => id)).toEqual([
      'mnist',
      'fashion-mnist',
      'kmnist',
      'cifar10',
    ]);
    for (const { files, classes, count, trainCount } of INSTALLABLE_SETS) {
      for (const file of files) expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(classes).toHaveLength(10);
      expect(trainCount).toBeLessThan(count);
    }
    await expect(installDataset('imagenet', { outDir: folder, ...quiet })).rejects.toMatchObject({
      code: 'config.unknownChoice',
      message: expect.stringContaining('fashion-mnist'),
    });
  });

  it('refuses to add to a list that somebody damaged', async () => {
    await install(SMALL);
    await writeFile(join(folder, INSTALLED_MANIFEST), '{');
    await expect(install({ ...SMALL, id: 'other' })).rejects.toMatchObject({
      code: 'data.malformed',
    });
  });
});
