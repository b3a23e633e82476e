// The feature sets themselves: shipped files, file format, the random map, training.
import { readFileSync, statSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { PlaygroundError } from '../../../schema/errors';
import { startBackend } from '../../../tfjs/backends';
import { nodeEnvironment } from '../../../tfjs/node-environment';
import type { ImageSource } from '../../datasets/source';
import { createStream } from '../../rng';
import { decodeSafetensors, encodeSafetensors } from '../../safetensors';
import { sha256Hex } from '../../sha256';
import type { Images } from '../images';
import { rowOf } from '../matrix';
import { completeAsync } from '../slices';
import {
  createFeatureNetwork,
  disposeNetwork,
  type FeatureNetworkSpec,
  networkFeatures,
} from './feature-network';
import { extractAll, headOutputs } from './feature-set';
import { decodeFeatureNetwork, encodeFeatureNetwork, parseFeatureSpec } from './feature-weights';
import { openFeatures, shippedFeaturesFor } from './open-features';
import { trainOwnClassifier } from './own-classifier';
import { randomFeatures } from './random-features';
import { SHIPPED_FEATURES } from './shipped';

const folder = new URL('../../../../public/features/', import.meta.url);
const read = (path: string) => new Uint8Array(readFileSync(new URL(path, folder)));

const noise = (count: number, side: number, channels: number): Images => ({
  count,
  side,
  channels,
  values: createStream(1, 'noise')
    .normals(count * side * side * channels)
    .map((value) => Math.max(-1, Math.min(1, value / 2))),
});

const SPEC: FeatureNetworkSpec = {
  id: 'small',
  name: 'small',
  version: '1',
  side: 8,
  channels: 1,
  convs: [{ filters: 4, kernel: 3, stride: 2 }],
  units: 6,
  heads: [
    { kind: 'category', id: 'class', label: 'Class', values: ['a', 'b', 'c'] },
    { kind: 'continuous', id: 'size', label: 'Size', min: 0, max: 2 },
  ],
};
const small = () => createFeatureNetwork(SPEC, { seed: 1, dropout: 0, purpose: 'training' });

const close = (a: Float32Array, b: Float32Array, tolerance: number) => {
  expect(a).toHaveLength(b.length);
  for (const [i, value] of a.entries()) {
    expect(Math.abs(value - b[i]!)).toBeLessThan(tolerance * (1 + Math.abs(value)));
  }
};

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

describe('the shipped feature networks', () => {
  const manifest = JSON.parse(new TextDecoder().decode(read('manifest.json')));

  it('are listed in the library as in their manifest', () => {
    const listed = manifest.map(
      ({ madeBy: _m, steps: _s, measured: _k, ...entry }: Record<string, unknown>) => entry,
    );
    expect(listed).toEqual(SHIPPED_FEATURES);
  });

  it('have the bytes that the manifest promises, at most 1 MB each', () => {
    for (const { file } of SHIPPED_FEATURES) {
      expect(statSync(new URL(file.path, folder)).size).toBe(file.bytes);
      expect(file.bytes).toBeLessThanOrEqual(1_000_000);
      expect(sha256Hex(read(file.path))).toBe(file.sha256);
    }
  });

  it('say of themselves what the list says of them', () => {
    for (const entry of SHIPPED_FEATURES) {
      const set = networkFeatures(decodeFeatureNetwork(read(entry.file.path)));
      const { id, name, version, dims } = set;
      expect({ id, name, version, dims }).toEqual({
        id: entry.id,
        name: entry.name,
        version: entry.version,
        dims: entry.dims,
      });
      set.dispose();
    }
  });

  it('are found by data set; data that none knows get the random map', async () => {
    const builtin = (id: string) => ({ kind: 'builtin', id, params: {} }) as const;
    expect(shippedFeaturesFor(builtin('digits'))?.id).toBe('digits');
    expect(shippedFeaturesFor(builtin('mnist'))?.id).toBe('digits');
    expect(shippedFeaturesFor(builtin('cifar10'))).toBeNull();
    const digits = await openFeatures(builtin('digits'), 1, async (path) => read(path));
    const other = await openFeatures(builtin('cifar10'), 3, () => Promise.reject(new Error('no')));
    expect([digits.name, other.name]).toEqual(['digits classifier', 'random convolutions']);
    digits.dispose();
    other.dispose();
  });

  it('are refused when a byte has changed', async () => {
    const damaged = openFeatures({ kind: 'builtin', id: 'digits', params: {} }, 1, async (path) => {
      const bytes = read(path);
      bytes[bytes.length - 1]! ^= 1;
      return bytes;
    });
    await expect(damaged).rejects.toMatchObject({ code: 'data.checksum' });
  });
});

describe('a file of feature weights', () => {
  it('gives the same features again', async () => {
    const network = small();
    const images = noise(5, 8, 1);
    const before = await networkFeatures(network).extract(images);
    const again = networkFeatures(decodeFeatureNetwork(await encodeFeatureNetwork(network)));
    const after = await again.extract(images);
    expect(after.features.values).toEqual(before.features.values);
    expect(after.outputs?.values).toEqual(before.outputs?.values);
    again.dispose();
    networkFeatures(network).dispose();
  });

  it('is refused before anything is allocated when it does not fit the network that it states', async () => {
    const network = small();
    const file = decodeSafetensors(await encodeFeatureNetwork(network));
    networkFeatures(network).dispose();
    const stating = (spec: object) =>
      encodeSafetensors({
        tensors: file.tensors,
        metadata: { 'feature-network': JSON.stringify({ ...SPEC, ...spec }) },
      });
    const before = memory().numTensors;
    for (const spec of [
      { units: 2048, side: 256 },
      { units: 7 },
      { channels: 2 },
      { convs: [{ filters: 4, kernel: 3, stride: 3 }] },
      { heads: [{ kind: 'other', id: 'a', label: 'a' }] },
      { name: '' },
    ]) {
      expect(() => decodeFeatureNetwork(stating(spec)), JSON.stringify(spec)).toThrow(
        PlaygroundError,
      );
    }
    const without = encodeSafetensors({ tensors: file.tensors, metadata: {} });
    expect(() => decodeFeatureNetwork(without)).toThrow(/nothing of a feature network/);
    expect(() => parseFeatureSpec('{')).toThrow(PlaygroundError);
    expect(memory().numTensors).toBe(before);
  });
});

describe('features', () => {
  it('of a batch are those of its images one by one, and leave no tensor behind', async () => {
    const set = randomFeatures(3);
    const images = noise(70, 20, 3);
    const before = memory().numTensors;
    const all = await completeAsync(extractAll(set, images));
    const last = await set.extract({ ...images, count: 1, values: images.values.slice(69 * 1200) });
    expect(all.features.columns).toBe(set.dims);
    close(last.features.values, all.features.values.slice(69 * set.dims), 1e-4);
    expect(memory().numTensors).toBe(before);
    set.dispose();
  });

  it('of the random map are the same on another backend, and tell images apart', async () => {
    const images = noise(3, 28, 1);
    const wasm = await randomFeatures(1).extract(images);
    await startBackend('cpu', nodeEnvironment());
    const cpu = await randomFeatures(1).extract(images);
    await startBackend('wasm', nodeEnvironment());
    close(wasm.features.values, cpu.features.values, 1e-4);
    const [a, b] = [0, 1].map((row) => rowOf(wasm.features, row));
    expect(a).not.toEqual(b);
  });

  it('of heads come out side by side', async () => {
    const set = networkFeatures(small());
    const { outputs } = await set.extract(noise(2, 8, 1));
    const [classes, sizes] = [0, 1].map((head) => headOutputs(set, outputs!, head));
    expect([classes!.columns, sizes!.columns]).toEqual([3, 1]);
    expect([...classes!.values.subarray(3), sizes!.values[1]]).toEqual([
      ...outputs!.values.subarray(4),
    ]);
    set.dispose();
  });
});

describe('a classifier trained on the spot', () => {
  it('learns two plain classes and says how well, on images that it was not trained on', async () => {
    const count = 400;
    const random = createStream(1, 'bars');
    const labels = Uint8Array.from({ length: count }, (_, i) => i % 2);
    // A bright row or a bright column somewhere, under noise.
    const pixels = Uint8Array.from({ length: count * 144 }, () => random.integer(90));
    for (let i = 0; i < count; i++) {
      const at = random.integer(12);
      for (let k = 0; k < 12; k++)
        pixels[i * 144 + (i % 2 === 0 ? at * 12 + k : k * 12 + at)] = 255;
    }
    const source: ImageSource = {
      kind: 'images',
      size: 12,
      channels: 1,
      count,
      total: count,
      pixels,
      labels,
      classes: ['row', 'column'],
      factors: [],
      factorValues: null,
    };
    const before = memory().numTensors;
    const { network, heldOutAccuracy, heldOut } = await completeAsync(
      trainOwnClassifier(source, { steps: 60, seed: 1 }),
    );
    expect(heldOutAccuracy).toBeGreaterThan(0.9);
    expect(heldOut).toBe(count / 10);
    disposeNetwork(network);
    expect(memory().numTensors).toBe(before);
  });
});
