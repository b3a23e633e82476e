import { setBackend, type Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../backends';
import { recordHostInputs } from '../host-input';
import { nodeEnvironment } from '../node-environment';
import { useNodeGpu } from '../webgpu/node-gpu';
import { philox4x32, type Words2, type Words4 } from './philox';
import { type RandomCounter, randomNormalFromCounter, randomUniformFromCounter } from './random';

const COUNTERS: readonly RandomCounter[] = [
  { key: [0, 0], counter: [0, 0] },
  { key: [0xffffffff, 0x80000000], counter: [0xdeadbeef, 0xffffffff] },
  { key: [0xa4093822, 0x299f31d0], counter: [0x85a308d3, 0x13198a2e] },
];

// From the authors' library Random123, file kat_vectors.
const KNOWN: readonly (readonly [Words4, Words2, Words4])[] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

async function valuesOf(tensor: Tensor): Promise<Float32Array> {
  const values = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return values;
}

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

it.each(KNOWN)('Philox of %j under %j is what its authors publish', (counter, key, expected) => {
  expect(philox4x32(key, counter)).toEqual(expected);
});

describe('random arrays on cpu', () => {
  beforeAll(async () => {
    await startBackend('cpu', nodeEnvironment());
  });

  it('have the moments of their laws, and neighbours that do not know each other', async () => {
    const draw = () => COUNTERS[2] as RandomCounter;
    const normals = [...(await valuesOf(randomNormalFromCounter(draw, [100_000])))];
    const uniforms = [...(await valuesOf(randomUniformFromCounter(draw, [100_000])))];
    // Five standard errors of each.
    expect(Math.abs(mean(normals))).toBeLessThan(0.016);
    expect(Math.abs(mean(normals.map((v) => v ** 2)) - 1)).toBeLessThan(0.023);
    expect(Math.abs(mean(normals.map((v) => v ** 4)) - 3)).toBeLessThan(0.16);
    for (const lag of [1, 2, 3, 4]) {
      const products = normals.slice(lag).map((v, i) => v * (normals[i] as number));
      expect(Math.abs(mean(products)), `lag ${lag}`).toBeLessThan(0.016);
    }
    expect(Math.abs(mean(uniforms) - 0.5)).toBeLessThan(0.0046);
    expect(Math.min(...uniforms)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniforms)).toBeLessThan(1);
  });

  it('share no number between counters, and begin alike whatever their size', async () => {
    const [a, b] = COUNTERS as [RandomCounter, RandomCounter];
    const long = await valuesOf(randomUniformFromCounter(() => a, [5, 7]));
    const short = await valuesOf(randomUniformFromCounter(() => a, [3]));
    const other = await valuesOf(randomUniformFromCounter(() => b, [5, 7]));
    expect([...short]).toEqual([...long.subarray(0, 3)]);
    expect(long.filter((value) => other.includes(value))).toHaveLength(0);
  });
});

describe('random arrays on WebGPU', () => {
  useNodeGpu();

  it.each(COUNTERS)('are those of cpu: %j', async (counter) => {
    const draw = () => counter;
    const [uniforms, normals] = [
      await valuesOf(randomUniformFromCounter(draw, [7, 143])),
      await valuesOf(randomNormalFromCounter(draw, [20_001])),
    ];
    await setBackend('cpu');
    const expected = await valuesOf(randomUniformFromCounter(draw, [7, 143]));
    const expectedNormals = await valuesOf(randomNormalFromCounter(draw, [20_001]));
    await setBackend('webgpu');
    expect(uniforms).toEqual(expected);
    const differences = expectedNormals.map((value, i) => Math.abs(value - (normals[i] as number)));
    expect(differences.reduce((a, b) => Math.max(a, b), 0)).toBeLessThan(1e-5);
  });

  it('ask a recorded step for their words anew', async () => {
    const asked: (readonly number[])[] = [];
    const recorder = {
      input: () => {
        throw new Error('no tensor comes from the host');
      },
      scalars: (fill: () => readonly number[]) => {
        const values = fill();
        asked.push(values);
        return { values, buffer: null };
      },
      refuse: () => {},
    };
    const counter: RandomCounter = { key: [1, 2 ** 31 + 5], counter: [7, 0x12345678] };
    const tensor = recordHostInputs(recorder, () => randomNormalFromCounter(() => counter, [3]));
    tensor.dispose();
    expect(asked).toEqual([[1, 0, 5, 0x8000, 7, 0, 0x5678, 0x1234]]);
    expect(asked.flat().every((half) => Math.fround(half) === half)).toBe(true);
  });
});
