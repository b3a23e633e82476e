import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attack, codeOf } from './fixtures/fuzz';
import { readPictureSize } from './image-header';
import { isWholePicture } from './picture-end';
import { type PictureType, sniff } from './sniff';

const TYPES: readonly PictureType[] = ['image/png', 'image/jpeg', 'image/webp'];

/** What an independent encoder writes. */
function encoded(type: PictureType, width: number, height: number): Uint8Array {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').fillRect(0, 0, 1, 1);
  if (type === 'image/png') return new Uint8Array(canvas.toBuffer(type));
  return new Uint8Array(canvas.toBuffer(type as 'image/jpeg'));
}

/** The first bytes of a PNG of this size; nothing follows. */
function pngHeader(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 2, 0, 0, 0], 24);
  return bytes;
}

describe.each(TYPES)('readPictureSize of %s', (type) => {
  it('reads the size that an encoder wrote', () => {
    for (const [width, height] of [
      [1, 1],
      [17, 300],
      [640, 3],
    ] as const) {
      const bytes = encoded(type, width, height);
      expect(sniff(bytes)).toEqual({ kind: 'picture', type });
      expect(readPictureSize('x', bytes, type)).toEqual({ width, height });
    }
  });

  it('answers arbitrary and damaged bytes with a data error', () => {
    attack(fc.constant(encoded(type, 20, 10)), (bytes) => {
      isWholePicture(bytes, type);
      return readPictureSize('x', bytes, type);
    });
  });

  it('knows that the picture is cut off wherever it is cut', () => {
    const bytes = encoded(type, 20, 10);
    expect(isWholePicture(bytes, type)).toBe(true);
    for (let length = 0; length < bytes.length; length++) {
      expect(isWholePicture(bytes.subarray(0, length), type)).toBe(false);
    }
  });
});

describe('readPictureSize', () => {
  it('gives back any size within the limits of a PNG', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6000 }),
        fc.integer({ min: 1, max: 6000 }),
        (width, height) => {
          expect(readPictureSize('x', pngHeader(width, height), 'image/png')).toEqual({
            width,
            height,
          });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('reads lossless, lossy and extended WebP as the format lays them out', () => {
    const webp = (tag: string, ...rest: number[]) =>
      Uint8Array.from([...Buffer.from(`RIFF????WEBP${tag}????`, 'latin1'), ...rest]);
    const size = (bytes: Uint8Array) => readPictureSize('x', bytes, 'image/webp');
    // 400 is 0x190, 301 is 0x12d; VP8L and VP8X store one less.
    expect(size(webp('VP8X', 0, 0, 0, 0, 0x8f, 1, 0, 0x2c, 1, 0))).toEqual({
      width: 400,
      height: 301,
    });
    const bits = 399 | (300 << 14);
    const packed = [bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, bits >>> 24];
    expect(size(webp('VP8L', 0x2f, ...packed))).toEqual({ width: 400, height: 301 });
    const lossy = [0, 0, 0, 0x9d, 1, 0x2a, 0x90, 1, 0x2d, 1];
    expect(size(webp('VP8 ', ...lossy))).toEqual({ width: 400, height: 301 });
  });

  it('refuses 30,000 × 30,000 pixels, long sides, too many pixels and none', () => {
    const code = (width: number, height: number) =>
      codeOf(() => readPictureSize('x', pngHeader(width, height), 'image/png'));
    expect(code(30_000, 30_000)).toBe('data.tooLarge');
    expect(code(8193, 1)).toBe('data.tooLarge');
    expect(code(8000, 5001)).toBe('data.tooLarge');
    expect(code(8000, 5000)).toBe('read');
    expect(code(0, 5)).toBe('data.malformed');
    expect(code(0xffffffff, 0xffffffff)).toBe('data.tooLarge');
  });
});

describe('sniff', () => {
  const kind = (text: string) => sniff(Uint8Array.from(Buffer.from(text, 'latin1')));

  it.each([
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'SVG'],
    ['\xef\xbb\xbf<?xml version="1.0"?>\n<!-- drawn -->\n<svg:svg>', 'SVG'],
    ['\xff\xfe<\0s\0v\0g\0>\0', 'SVG'],
    ['GIF89a', 'GIF'],
    ['BM\x01\x02\x03\x04\0\0\0\0', 'BMP'],
    ['\0\0\0\x20ftypavif', 'AVIF'],
    ['\0\0\0\x20ftypheic', 'HEIC'],
    ['II*\0', 'TIFF'],
  ])('knows %j as a picture that is not read', (text, format) => {
    expect(kind(text)).toEqual({ kind: 'refusedPicture', format });
  });

  it('does not take text or HTML for anything', () => {
    for (const text of ['', 'hello', '<html><body></body></html>', '{"a": 1}']) {
      expect(kind(text).kind).toBe('unknown');
    }
  });

  it('never throws on arbitrary bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 600 }),
        (bytes) => typeof sniff(bytes).kind === 'string',
      ),
      { numRuns: 1000 },
    );
  });
});
