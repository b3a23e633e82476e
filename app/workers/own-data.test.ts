import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from '../../lib/gan/datasets/decode/fingerprint';
import { MAX_INPUT_BYTES } from '../../lib/gan/datasets/decode/limits';
import { PlaygroundError } from '../../lib/schema/errors';
import { OwnData } from './own-data';
import { packImages, unpackImages } from './own-data-file';
import type { OwnFile } from './protocol';

const COUNT = 12;

/** An IDX file: magic, count, rows, columns, then bytes. */
const idx = Uint8Array.from([
  ...[0, 0, 8, 3, 0, 0, 0, COUNT, 0, 0, 0, 28, 0, 0, 0, 28],
  ...Array.from({ length: COUNT * 784 }, (_, i) => i % 251),
]);

const options = (signal = new AbortController().signal) => ({
  size: 28 as const,
  signal,
  decodeImage: () => Promise.reject(new Error('no pictures here')),
  onProgress: () => undefined,
});

const images = {
  size: 8,
  channels: 3,
  count: 2,
  pixels: Uint8Array.from({ length: 2 * 192 }, (_, i) => i % 256),
  labels: Uint8Array.of(1, 0),
  classes: ['a', 'b'],
  name: 'täst',
  notes: [],
} as const;

test("a person's file becomes a set that is known by its content", async () => {
  const own = new OwnData();
  const file = new File([idx], 'train-images');
  const { data } = await own.load([{ path: 'train-images', file }], options());
  expect(data).toMatchObject({ kind: 'own', count: COUNT, size: 28, channels: 1 });
  const renamed = new File([idx], 'other-name');
  const again = await own.load([{ path: 'other-name', file: renamed }], options());
  const sha = data.kind === 'own' ? data.sha256 : '';
  expect(again.data).toMatchObject({ sha256: sha });
  const elsewhere = new OwnData();
  expect((await elsewhere.import(await own.export(sha))).data).toEqual(again.data);
  expect(elsewhere.get(sha)?.pixels).toEqual(own.get(sha)?.pixels);
});

test('files are weighed before any of them is read', async () => {
  const file = {
    name: 'huge',
    size: MAX_INPUT_BYTES,
    arrayBuffer: () => Promise.reject(new Error('must not be read')),
  } as unknown as File;
  const files: OwnFile[] = [
    { path: 'huge', file },
    { path: 'one more byte', file: new File([Uint8Array.of(1)], 'x') },
  ];
  await expect(new OwnData().load(files, options())).rejects.toMatchObject({
    code: 'data.tooLarge',
  });
});

test('a file that vanished since it was chosen is a readable error', async () => {
  const file = {
    name: 'gone.png',
    size: 10,
    arrayBuffer: () => Promise.reject(new DOMException('not found', 'NotFoundError')),
  } as unknown as File;
  await expect(new OwnData().load([{ path: 'gone.png', file }], options())).rejects.toMatchObject({
    code: 'data.malformed',
  });
});

test('loading that was cancelled ends with data.cancelled', async () => {
  const file = new File([idx], 'images');
  await expect(
    new OwnData().load([{ path: 'images', file }], options(AbortSignal.abort())),
  ).rejects.toMatchObject({ code: 'data.cancelled' });
});

test('a stored set is the set that was stored, with labels or without', () => {
  const sha256 = fingerprint(images);
  expect(unpackImages(packImages(images, sha256))).toEqual({ images, sha256 });
  const plain = { ...images, labels: null, classes: [] };
  expect(unpackImages(packImages(plain, sha256))).toEqual({ images: plain, sha256 });
});

test('damaged stored sets give a typed error and nothing else', async () => {
  const bytes = packImages(images, fingerprint(images));
  const damage = fc.oneof(
    fc.nat(bytes.length - 1).map((length) => bytes.slice(0, length)),
    fc
      .array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })), {
        minLength: 1,
        maxLength: 4,
      })
      .map((flips) => {
        const copy = bytes.slice();
        for (const [at, bits] of flips) copy[at] = (copy[at] ?? 0) ^ bits;
        return copy;
      }),
    fc.uint8Array({ maxLength: 200 }),
  );
  await fc.assert(
    fc.asyncProperty(damage, async (damaged) => {
      try {
        const { data } = await new OwnData().import(damaged);
        // The name is no part of the content.
        expect(data).toMatchObject({ sha256: fingerprint(images) });
      } catch (error) {
        expect(error).toBeInstanceOf(PlaygroundError);
      }
    }),
    { numRuns: 1000 },
  );
});
