// The loop against PyTorch: same weights, same batches, same z, three steps with R1, in double precision there.

import { readFileSync } from 'node:fs';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../schema/config';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { dcgan } from '../architectures/dcgan';
import { buildCatalog } from '../catalog';
import { createStreams, RandomStream } from '../rng';

interface Fixture {
  readonly ch: number;
  readonly zDim: number;
  readonly batchSize: number;
  readonly r1Gamma: number;
  readonly learningRate: number;
  readonly start: Readonly<Record<'G' | 'D', Readonly<Record<string, readonly number[]>>>>;
  readonly end: Fixture['start'];
  readonly steps: readonly {
    readonly x: readonly number[];
    readonly z: readonly (readonly number[])[];
    readonly report: Readonly<Record<string, number>>;
  }[];
}

const fixture: Fixture = JSON.parse(
  readFileSync(new URL('./fixtures/dcgan-steps.fixture.json', import.meta.url), 'utf8'),
);

/** A stream whose normals are given. */
class Scripted extends RandomStream {
  readonly #values: number[];
  constructor(values: readonly number[]) {
    super([1, 2, 3, 4]);
    this.#values = [...values];
  }
  override normals(count: number): Float32Array {
    return Float32Array.from(this.#values.splice(0, count));
  }
  override normal(): number {
    return this.#values.shift() ?? Number.NaN;
  }
}

describe.each(['cpu', 'wasm'] as const)('the two-player loop on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend, nodeEnvironment());
  });

  it('gives the losses, gradients, penalty and weights of PyTorch over three steps', async () => {
    const { batchSize, zDim, ch, r1Gamma, learningRate } = fixture;
    const { params } = parseConfig(buildCatalog([]), {
      version: 1,
      seed: 1,
      data: { kind: 'builtin', id: 'digits' },
      architecture: 'dcgan',
      params: { batchSize, zDim, ch, r1Gamma, lrD: learningRate, lrG: learningRate },
    });
    const model = dcgan.create(
      { kind: 'images', size: 28, channels: 1, count: 4, classes: [], factors: [] },
      params as Parameters<typeof dcgan.create>[1],
      {
        purpose: 'training',
        seed: 1,
        random: createStreams(1).init,
        source: { kind: 'points', dim: 2, extent: 1, sample: () => new Float32Array() },
      },
    );
    const networks = ['G', 'D'] as const;
    for (const name of networks) {
      const { variables } = model.networks[name]!;
      for (const [key, values] of Object.entries(fixture.start[name])) {
        variables.get(key).assign(tensor([...values], variables.get(key).shape));
      }
    }
    for (const { x, z, report } of fixture.steps) {
      const found = model.step({
        params: params as Parameters<typeof dcgan.create>[1],
        players: { d: true, g: true },
        random: { ...createStreams(1), latent: new Scripted(z.flat()) },
        imagesSeen: 0,
        epochImages: 1,
        nextBatch: () => ({ x: tensor([...x], [batchSize, 28, 28, 1]), labels: null }),
      });
      for (const [id, expected] of Object.entries(report)) {
        const value = ((await (found[id] as Tensor).data()) as Float32Array)[0]!;
        // Single against double precision over sums of some 10⁴ terms.
        expect(Math.abs(value / expected - 1), id).toBeLessThan(1e-3);
      }
    }
    for (const name of networks) {
      for (const [key, expected] of Object.entries(fixture.end[name])) {
        const values = await model.networks[name]!.variables.get(key).data();
        for (const [i, value] of expected.entries()) {
          // Adam divides by the root of v: where a gradient is near 0, rounding alone moves a weight by a part of the step.
          expect(Math.abs(values[i]! - value), `${name}/${key}[${i}]`).toBeLessThan(learningRate);
        }
        const drift =
          expected.reduce((sum, value, i) => sum + Math.abs(values[i]! - value), 0) /
          expected.length;
        expect(drift, `${name}/${key}`).toBeLessThan(2e-5);
      }
    }
    model.dispose();
  });
});
