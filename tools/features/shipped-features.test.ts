// What the shipped feature networks know about images that they have not seen, as promised; measured again on a part of them.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeFiles } from '../../lib/gan/datasets/decode/detect';
import { disposeNetwork } from '../../lib/gan/metrics/features/feature-network';
import { decodeFeatureNetwork } from '../../lib/gan/metrics/features/feature-weights';
import { createStream } from '../../lib/gan/rng';
import { FEATURES, ROOT, startNodeBackend } from '../node-environment';
import { bentDigit } from './bend-digits';
import type { TrainedFeatures } from './feature-manifest';
import { rSquared, scoresOf } from './held-out';
import { FEATURE_RECIPES, type FeatureRecipeId } from './recipes';

const read = (path: string) => new Uint8Array(readFileSync(join(FEATURES, path)));
const manifest: readonly TrainedFeatures[] = JSON.parse(
  new TextDecoder().decode(read('manifest.json')),
);
const promised = (id: FeatureRecipeId) =>
  manifest.find((entry) => entry.id === id)?.measured[0]?.scores ?? [];

beforeAll(async () => {
  await startNodeBackend('wasm');
});

describe('the manifest of the shipped networks', () => {
  it('promises 97 % on unseen digits, 85 % on MNIST, R² of 0.9 for every number of shapes', () => {
    const [fonts, mnist] = manifest.find(({ id }) => id === 'digits')?.measured ?? [];
    expect(fonts?.scores[0]?.value).toBeGreaterThanOrEqual(0.97);
    expect(mnist?.on).toMatch(/MNIST/);
    expect(mnist?.scores[0]?.value).toBeGreaterThanOrEqual(0.85);
    const numbers = promised('shapes').filter(({ measure }) => measure === 'R²');
    expect(numbers).toHaveLength(5);
    for (const { value, head } of numbers) expect(value, head).toBeGreaterThanOrEqual(0.9);
    expect(promised('faces')).toHaveLength(20);
  });

  it.each(Object.keys(FEATURE_RECIPES) as FeatureRecipeId[])(
    'is right about %s, within what fewer images allow',
    async (id) => {
      const network = decodeFeatureNetwork(read(`${id}.safetensors`));
      const data = await FEATURE_RECIPES[id].open();
      const scores = await scoresOf(network, data.heldOut(400));
      expect(scores.map(({ head }) => head)).toEqual(promised(id).map(({ head }) => head));
      for (const [k, { head, value }] of scores.entries()) {
        expect(Math.abs(value - promised(id)[k]!.value), `${id} ${head}`).toBeLessThan(0.06);
      }
      disposeNetwork(network);
    },
  );

  const mnist = resolve(ROOT, '../shared/data/mnist');
  it.skipIf(!existsSync(mnist))('is right about real MNIST, where it is here', async () => {
    const file = (name: string) => ({ name, path: name, bytes: readFileSync(join(mnist, name)) });
    const set = await decodeFiles(
      [file('t10k-images-idx3-ubyte.gz'), file('t10k-labels-idx1-ubyte.gz')],
      { size: 28, decodeImage: () => Promise.reject(new Error('there are no pictures')) },
    );
    const count = 1000;
    const values = Float32Array.from(set.pixels.subarray(0, count * 784), (b) => b / 127.5 - 1);
    const network = decodeFeatureNetwork(read('digits.safetensors'));
    const [score] = await scoresOf(network, {
      images: { count, side: 28, channels: 1, values },
      targets: [Float32Array.from(set.labels!.subarray(0, count))],
    });
    expect(score?.value).toBeGreaterThan(0.9);
    disposeNetwork(network);
  });
});

describe('the tools that make them', () => {
  it('R² is 1 for the truth, 0 for its mean', () => {
    expect(rSquared([1, 2, 3], [1, 2, 3])).toBe(1);
    expect(rSquared([1, 2, 3], [2, 2, 2])).toBe(0);
  });

  it('a bent digit stays in range, keeps most of its ink, and differs from bend to bend', () => {
    const digit = Float32Array.from({ length: 784 }, (_, i) =>
      i % 28 > 11 && i % 28 < 16 && i > 140 && i < 640 ? 1 : -1,
    );
    const random = createStream(1, 'bend');
    const [first, second] = [bentDigit(digit, 28, random), bentDigit(digit, 28, random)];
    expect(first).not.toEqual(second);
    const ink = (image: Float32Array) => image.reduce((sum, value) => sum + (value + 1) / 2, 0);
    for (const image of [first, second]) {
      expect(Math.min(...image)).toBeGreaterThanOrEqual(-1);
      expect(Math.max(...image)).toBeLessThanOrEqual(1);
      expect(ink(image) / ink(digit)).toBeGreaterThan(0.5);
      expect(ink(image) / ink(digit)).toBeLessThan(2);
    }
  });
});
