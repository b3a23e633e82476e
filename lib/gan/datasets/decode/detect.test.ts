import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../../tools/images/decode-image';
import { png } from '../../../../tools/images/write-png';
import type { DecodeOptions, InputFile } from './decoded-images';
import { decodeFiles } from './detect';
import { damaged } from './fixtures/damage';
import { bytesOf, encodeIdx, encodeNpy } from './fixtures/encode';
import { codeOfAsync, damages } from './fixtures/fuzz';

const options: DecodeOptions = { size: 28, decodeImage };
const file = (path: string, bytes: Uint8Array): InputFile => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  path,
  bytes,
});
const read = (...files: InputFile[]) => decodeFiles(files, options);
const code = (...files: InputFile[]) => codeOfAsync(() => read(...files));
const fixture = (name: string) =>
  file(name, readFileSync(resolve(import.meta.dirname, 'fixtures', name)));

const images = (count: number, side = 28) =>
  encodeIdx(
    [count, side, side],
    Uint8Array.from({ length: count * side * side }, (_, i) => i % 256),
  );
const labels = (...values: number[]) => encodeIdx([values.length], values);
/** A picture of one colour. */
const picture = (width: number, height: number, ...colour: number[]) => {
  const channels = colour.length === 1 ? 1 : 3;
  const pixels = Uint8Array.from(
    { length: width * height * channels },
    (_, i) => colour[i % channels]!,
  );
  return png(pixels, width, height, channels);
};

describe('decodeFiles of arrays', () => {
  it('joins gzipped and plain IDX pairs in any order', async () => {
    const set = await read(
      file('train-labels', new Uint8Array(gzipSync(labels(4, 9, 4)))),
      file('test-images', images(2)),
      file('train-images', new Uint8Array(gzipSync(images(3)))),
      file('test-labels', labels(9, 1)),
    );
    expect([set.count, set.size, set.channels]).toEqual([5, 28, 1]);
    expect([[...set.labels!], set.classes]).toEqual([
      [2, 0, 1, 2, 1],
      ['1', '4', '9'],
    ]);
    expect([...set.pixels.subarray(0, 3)]).toEqual([0, 1, 2]);
    expect(set.notes).toEqual(['2 arrays were joined: test-images, train-images']);
  });

  it('reads images without labels, and names them after their file', async () => {
    const set = await read(file('mine.idx.gz', new Uint8Array(gzipSync(images(1)))));
    expect([set.labels, set.classes, set.name]).toEqual([null, [], 'mine']);
  });

  it('resizes arrays of another size, crops oblong ones, and says so', async () => {
    const set = await read(file('a', encodeNpy('|u1', [1, 6, 4], new Uint8Array(24).fill(9))));
    expect(set.pixels.every((pixel) => pixel === 9)).toBe(true);
    expect(set.notes.join('; ')).toMatch(/cropped.*resized from 4 × 6 to 28 × 28/);
  });

  it('puts planes of colour beside each other', async () => {
    const planes = Uint8Array.from({ length: 3 * 1024 }, (_, i) => 10 * (1 + Math.floor(i / 1024)));
    const set = await read(file('a', encodeNpy('|u1', [1, 3, 32, 32], planes)));
    expect([set.size, set.channels, ...set.pixels.subarray(0, 6)]).toEqual([
      32, 3, 10, 20, 30, 10, 20, 30,
    ]);
  });

  it('reads the NPZ files that numpy wrote', async () => {
    const named = await read(fixture('images.npz'));
    expect([named.count, [...named.labels!], named.classes]).toEqual([
      6,
      [0, 1, 2, 0, 2, 1],
      ['1', '2', '3'],
    ]);
    expect([...named.pixels.subarray(0, 3)]).toEqual([3, 10, 17]);
    expect(named.notes).toContain('1 other file was left out: names.npy');
    const plain = await read(fixture('floats.npz'));
    expect([plain.count, plain.channels, [...plain.labels!]]).toEqual([3, 1, [0, 1, 0]]);
    expect(plain.notes.join('; ')).toContain('0 (black) to 1 (white)');
  });

  it('reads CIFAR batches, also out of a .tar.gz, with the names of the classes', async () => {
    const set = await read(fixture('batch.tar.gz'));
    expect([set.count, set.size, set.channels, set.classes]).toEqual([2, 32, 3, ['frog']]);
    // Position 0 of the green and blue planes, by the rule of make_fixtures.py.
    expect([...set.pixels.subarray(0, 3)]).toEqual([3, (7 * 1024 + 3) % 251, (7 * 2048 + 3) % 251]);
    const batch = new Uint8Array(2 * 3073);
    batch[3073] = 9;
    const two = await read(file('b1.bin', batch), file('b2.bin', batch));
    expect([two.count, two.classes]).toEqual([4, ['airplane', 'truck']]);
  });

  it('takes a CIFAR batch for what it is even when it begins like IDX', async () => {
    const batch = new Uint8Array(3073);
    batch.set([0, 0, 8, 1]);
    expect((await read(file('b', batch))).channels).toBe(3);
  });

  it('gives a result that shares no memory with the files', async () => {
    const bytes = images(1);
    const set = await read(file('a', bytes));
    bytes.fill(255);
    expect([...set.pixels.subarray(0, 3)]).toEqual([0, 1, 2]);
  });
});

describe('decodeFiles of pictures', () => {
  it('makes sub-folders of a folder into sorted classes', async () => {
    const set = await read(
      file('pets/dogs/b.png', picture(28, 28, 2)),
      file('pets/cats/a.png', picture(28, 28, 1)),
      file('pets/dogs/a.png', picture(28, 28, 3)),
      file('pets/.DS_Store', Uint8Array.of(1)),
    );
    expect([set.name, set.channels, set.classes, [...set.labels!]]).toEqual([
      'pets',
      1,
      ['cats', 'dogs'],
      [0, 1, 1],
    ]);
    expect([0, 1, 2].map((i) => set.pixels[i * 784])).toEqual([1, 3, 2]);
    expect(set.notes).toEqual(['2 folders became classes', '1 other file was left out: .DS_Store']);
  });

  it('reads a ZIP like the folder in it', async () => {
    const content = {
      'p/x/1.png': picture(30, 28, 200, 0, 0),
      'p/y/2.png': picture(28, 28, 7),
      '__MACOSX/p/x/._1.png': Uint8Array.of(0),
    };
    const set = await read(file('pictures.zip', zipSync(content)));
    expect([set.name, set.count, set.channels, set.classes]).toEqual([
      'pictures',
      2,
      3,
      ['x', 'y'],
    ]);
    expect([...set.pixels.subarray(0, 3), ...set.pixels.subarray(3 * 784, 3 * 784 + 3)]).toEqual([
      200, 0, 0, 7, 7, 7,
    ]);
    expect(set.notes[0]).toBe('1 picture was cropped to the square in the middle');
  });

  it('goes by content, not by name', async () => {
    const set = await read(
      file('letter.txt', picture(64, 64, 5)),
      file('a.gif', picture(28, 28, 5)),
    );
    expect([set.count, set.pixels[0], set.notes]).toEqual([
      2,
      5,
      ['1 picture was shrunk to 28 × 28 pixels'],
    ]);
  });

  it('reads no classes when pictures lie beside the sub-folders', async () => {
    const set = await read(
      file('p/a.png', picture(28, 28, 1)),
      file('p/x/b.png', picture(28, 28, 1)),
    );
    expect([set.labels, set.notes[0]]).toEqual([
      null,
      '1 picture lies beside the sub-folders, so the folders were not read as classes',
    ]);
  });

  it('reports progress and stops when asked to', async () => {
    const files = [1, 2, 3].map((i) => file(`${i}.png`, picture(28, 28, i)));
    const seen: string[] = [];
    const signal = { aborted: false };
    const onProgress = (done: number, total: number) => {
      seen.push(`${done}/${total}`);
      signal.aborted = done === 2;
    };
    const stopped = () => decodeFiles(files, { ...options, onProgress, signal });
    expect(await codeOfAsync(stopped)).toBe('data.cancelled');
    expect(seen).toEqual(['0/3', '1/3', '2/3']);
  });
});

describe('decodeFiles refuses', () => {
  const bigPng = picture(1, 1, 0);
  new DataView(bigPng.buffer, bigPng.byteOffset).setUint32(16, 30_000);
  new DataView(bigPng.buffer, bigPng.byteOffset).setUint32(20, 30_000);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>');
  const folders = Array.from({ length: 256 }, (_, i) => file(`f/${i}/a.png`, picture(1, 1, 0)));
  const zipOf = (content: Record<string, Uint8Array>) => file('a.zip', zipSync(content));

  it.each([
    ['no files', [], 'data.empty'],
    ['an empty folder in a ZIP', [zipOf({ 'empty/': new Uint8Array(0) })], 'data.empty'],
    [
      'a folder of other files',
      [file('f/a.txt', svg.subarray(1)), file('f/b', new Uint8Array(0))],
      'data.empty',
    ],
    ['one unknown file', [file('a.png', Uint8Array.of(1, 2, 3))], 'data.unrecognised'],
    ['a PNG of 30,000 × 30,000', [file('a.png', bigPng)], 'data.tooLarge'],
    ['an SVG, whatever it is called', [file('a.png', svg)], 'data.unsupported'],
    [
      'a PNG cut in the middle',
      [file('a.png', picture(64, 64, 1, 2, 3).subarray(0, 50))],
      'data.malformed',
    ],
    [
      'labels of another length',
      [file('a', images(3)), file('b', labels(1, 2))],
      'data.labelCount',
    ],
    ['labels alone', [file('b', labels(1, 2))], 'data.combination'],
    ['a truncated IDX', [file('a', images(3).subarray(0, 1000))], 'data.truncated'],
    ['an IDX header that lies', [file('a', encodeIdx([2 ** 31, 28, 28], [1]))], 'data.truncated'],
    [
      'pictures beside arrays',
      [file('a', images(1)), file('b', picture(28, 28, 1))],
      'data.combination',
    ],
    ['arrays of two sizes', [file('a', images(1)), file('b', images(1, 32))], 'data.combination'],
    [
      'one picture as an array',
      [file('a', encodeNpy('|u1', [28, 28, 3], new Uint8Array(2352)))],
      'data.unsupported',
    ],
    [
      'a ZIP in a ZIP',
      [zipOf({ 'b.zip': zipSync({ 'c.png': picture(1, 1, 0) }) })],
      'data.unsupported',
    ],
    ['gzip in gzip', [file('a.gz', gzipSync(gzipSync(images(1))))], 'data.unsupported'],
    ['256 classes', folders, 'data.tooLarge'],
    ['a pickle', [fixture('objects.npy')], 'data.unsupported'],
    [
      'an NPZ of nothing but text',
      [zipOf({ 'a.npy': encodeNpy('<U1', [1], [1, 0, 0, 0]) })],
      'data.unsupported',
    ],
    ['a bomb', [file('a.gz', gzipSync(new Uint8Array(2 ** 25)))], 'data.tooLarge'],
    [
      '200,001 images',
      [file('a', encodeIdx([200_001, 4, 4], new Uint8Array(200_001 * 16)))],
      'data.tooLarge',
    ],
    [
      '1,001 arrays',
      Array.from({ length: 1001 }, (_, i) => file(`${i}`, labels(1))),
      'data.tooLarge',
    ],
    [
      'a path of 2,000 characters',
      [
        zipOf({
          ['a/'.repeat(1000)]: picture(1, 1, 0),
          [`${'.zip'.repeat(500)}x`]: picture(1, 1, 0),
        }),
      ],
      'data.tooLarge',
    ],
  ])('%s', async (_, files, expected) => {
    expect(await code(...files)).toBe(expected);
  });

  it('damaged files of every kind with a data error, or reads them', async () => {
    const floats = bytesOf(Float32Array.from({ length: 32 }, (_, i) => i / 31));
    const valid: readonly Uint8Array[] = [
      images(1),
      encodeNpy('<f4', [2, 4, 4], floats),
      gzipSync(images(1, 5)),
      zipSync({ 'a/1.png': picture(3, 3, 1), 'b/2.png': picture(2, 2, 1, 2, 3) }),
      zipSync({
        'x.npy': encodeNpy('<f4', [2, 4, 4], floats),
        'y.npy': encodeNpy('|u1', [2], [0, 1]),
      }),
      picture(5, 4, 9, 8, 7),
    ];
    const pair = fc.tuple(fc.constantFrom(...valid), damages);
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 2 }), async (list) => {
        const files = list.map(([bytes, hits], i) => file(`f/${i}`, damaged(bytes, hits)));
        expect(await code(...files)).toMatch(/^(read|data\..*)$/);
      }),
      { numRuns: 1000 },
    );
  });
});
