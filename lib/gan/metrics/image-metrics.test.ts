// The metrics of images against numpy and scipy, and against what is known in closed form.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createStream } from '../rng';
import type { Images } from './images';
import { laplacianDistance } from './laplacian-patches';
import { laplacianPyramid, pyramidSides, pyramidUp } from './laplacian-pyramid';
import { multiScaleSimilarity, pairSimilarities, similarityScales } from './multi-scale-similarity';
import { complete } from './slices';

const oracle = JSON.parse(
  readFileSync(new URL('./fixtures/images.fixture.json', import.meta.url), 'utf8'),
);
const bytes = Buffer.from(oracle.pixels, 'base64');
const IMAGES: Images = {
  count: oracle.count,
  side: oracle.side,
  channels: oracle.channels,
  values: Float32Array.from(bytes, (byte) => byte / 127.5 - 1),
};
const first = IMAGES.values.subarray(0, 28 * 28 * 3);
const squares = (values: Float32Array) => values.reduce((sum, v) => sum + v * v, 0);

describe('the Laplacian pyramid', () => {
  it('agrees with scipy', () => {
    const [fine, coarse] = laplacianPyramid(first, 28, 3);
    expect(squares(fine!) / oracle.fineSquares).toBeCloseTo(1, 4);
    expect(squares(coarse!) / oracle.coarseSquares).toBeCloseTo(1, 4);
    for (const [i, value] of oracle.fineRows.entries()) expect(fine![i]).toBeCloseTo(value, 4);
    const tail = coarse!.subarray(coarse!.length - oracle.coarseRows.length);
    for (const [i, value] of oracle.coarseRows.entries()) expect(tail[i]).toBeCloseTo(value, 4);
  });

  it('adds up to the image again', () => {
    const [fine, coarse] = laplacianPyramid(first, 28, 3);
    const back = pyramidUp(coarse!, 28, 3).map((value, i) => value + fine![i]!);
    for (const [i, value] of first.entries()) expect(back[i]).toBeCloseTo(value, 5);
  });

  it('has levels down to 14 pixels', () => {
    expect([28, 32, 64].map(pyramidSides)).toEqual([
      [28, 14],
      [32, 16],
      [64, 32, 16],
    ]);
  });
});

describe('the distance of Laplacian patches', () => {
  const noise = (scale: number, seed: number): Images => ({
    count: 32,
    side: 28,
    channels: 1,
    values: createStream(seed, 'noise')
      .normals(32 * 784)
      .map((v) => v * scale),
  });
  const distance = (a: Images, b: Images) =>
    complete(
      laplacianDistance(a, b, {
        patchesPerImage: 16,
        directions: 32,
        random: createStream(1, 'patches'),
      }),
    );

  it('of half the contrast is half the mean of |N(0, 1)| at every level', () => {
    const { levels } = distance(noise(0.4, 1), noise(0.2, 2));
    expect(levels.map(({ side }) => side)).toEqual([28, 14]);
    for (const level of levels) {
      expect(level.distance / (500 * Math.sqrt(2 / Math.PI))).toBeCloseTo(1, 1);
    }
  });

  it('between samples of one law is small beside that', () => {
    expect(distance(noise(0.4, 1), noise(0.4, 2)).mean).toBeLessThan(100);
  });
});

describe('multi-scale similarity', () => {
  it('agrees with scipy', () => {
    const found = complete(pairSimilarities(IMAGES, Int32Array.from(oracle.pairs)));
    for (const [i, value] of oracle.similarities.entries()) {
      expect(Math.abs(found[i]! / value - 1)).toBeLessThan(1e-3);
    }
  });

  it('is 1 for equal images and the same both ways', () => {
    expect(multiScaleSimilarity(IMAGES, 2, 2)).toBeCloseTo(1, 9);
    expect(multiScaleSimilarity(IMAGES, 0, 1)).toBeCloseTo(multiScaleSimilarity(IMAGES, 1, 0), 12);
  });

  it('looks at three scales of 28 pixels and at five of 64', () => {
    expect(similarityScales(28)).toEqual([28, 14, 7]);
    expect(similarityScales(64)).toEqual([64, 32, 16, 8, 4]);
  });
});
