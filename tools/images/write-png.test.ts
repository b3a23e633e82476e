import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode-image';
import { png, pngOfGrid } from './write-png';

describe('png', () => {
  it('is read back pixel for pixel by an independent decoder', async () => {
    const picture = fc
      .tuple(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(1 as const, 3 as const),
      )
      .chain(([width, height, channels]) => {
        const length = width * height * channels;
        return fc
          .uint8Array({ minLength: length, maxLength: length })
          .map((pixels) => ({ width, height, channels, pixels }));
      });
    await fc.assert(
      fc.asyncProperty(picture, async ({ width, height, channels, pixels }) => {
        const { rgba, ...size } = await decodeImage(png(pixels, width, height, channels));
        const rgb = [...rgba].filter((_, at) => at % 4 < 3);
        const expected = channels === 3 ? [...pixels] : [...pixels].flatMap((v) => [v, v, v]);
        expect([size, rgb]).toEqual([{ width, height }, expected]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('pngOfGrid', () => {
  it('places three images in two columns at scale 2, the last place black', async () => {
    const grid = { count: 3, width: 1, height: 1, channels: 1, columns: 2, scale: 2 } as const;
    const { width, height, rgba } = await decodeImage(pngOfGrid(Uint8Array.of(10, 20, 30), grid));
    const red = [...rgba].filter((_, at) => at % 4 === 0);
    expect([width, height, red]).toEqual([
      4,
      4,
      [10, 10, 20, 20, 10, 10, 20, 20, 30, 30, 0, 0, 30, 30, 0, 0],
    ]);
  });

  it('refuses pixels of another length', () => {
    const grid = { count: 2, width: 1, height: 1, channels: 3, columns: 2, scale: 1 } as const;
    expect(() => pngOfGrid(new Uint8Array(5), grid)).toThrow('5 bytes');
  });
});
