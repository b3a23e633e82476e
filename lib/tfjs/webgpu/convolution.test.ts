import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  backend,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  engine,
  FusedConv2D,
  type NamedAttrMap,
  setBackend,
  type Tensor,
  tensor,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import { startBackend } from '../backends';
import { nodeEnvironment } from '../node-environment';
import { noTraffic, watchTraffic } from '../traffic';
import { distanceBetween, type KernelRun, outputsOn } from './kernel-outputs';
import { useNodeGpu } from './node-gpu';

// Sums of up to 3 000 products in float32, in another order.
const TOLERANCE = 1e-5;

type Padding = 'same' | 'valid' | number | [[0, 0], [number, number], [number, number], [0, 0]];

interface Geometry {
  readonly x: readonly [number, number, number, number];
  readonly filter: readonly [number, number];
  readonly outChannels: number;
  readonly strides: readonly [number, number];
  readonly pad: Padding;
}

// Few, since a software driver compiles each new combination of aligned and unaligned channels for a second.
const GEOMETRIES: Readonly<Record<string, Geometry>> = {
  'a colour image, stride 2, odd sizes': {
    x: [3, 9, 7, 3],
    filter: [5, 5],
    outChannels: 8,
    strides: [2, 2],
    pad: 'same',
  },
  'one grey image, one filter that covers it': {
    x: [1, 4, 4, 1],
    filter: [4, 4],
    outChannels: 1,
    strides: [1, 1],
    pad: 'valid',
  },
  'aligned channels, more than one tile': {
    x: [2, 8, 8, 8],
    filter: [3, 3],
    outChannels: 36,
    strides: [1, 1],
    pad: 'same',
  },
  'a stride above the filter, uneven ones': {
    x: [2, 7, 8, 4],
    filter: [2, 1],
    outChannels: 4,
    strides: [3, 2],
    pad: 'valid',
  },
  'uneven padding and unaligned channels': {
    x: [2, 5, 6, 8],
    filter: [3, 4],
    outChannels: 3,
    strides: [2, 1],
    pad: [
      [0, 0],
      [2, 0],
      [1, 3],
      [0, 0],
    ],
  },
  'padding by a number, to one channel': {
    x: [4, 6, 6, 12],
    filter: [3, 3],
    outChannels: 1,
    strides: [1, 1],
    pad: 1,
  },
  'a long sum, in parts': {
    x: [5, 16, 16, 4],
    filter: [3, 3],
    outChannels: 4,
    strides: [1, 1],
    pad: 'same',
  },
  'many channels into few pixels': {
    x: [2, 4, 4, 40],
    filter: [4, 4],
    outChannels: 4,
    strides: [2, 2],
    pad: 'same',
  },
};

const stream = createStream(1, 'convolutions on WebGPU');

function outSize({ x, filter, strides, pad }: Geometry, axis: 0 | 1): number {
  const whole = x[axis === 0 ? 1 : 2];
  if (pad === 'same') return Math.ceil(whole / strides[axis]);
  const explicit = typeof pad === 'object' ? pad[axis === 0 ? 1 : 2] : [0, 0];
  const padding = typeof pad === 'number' ? 2 * pad : explicit[0]! + explicit[1]!;
  return Math.floor((whole + padding - filter[axis]) / strides[axis]) + 1;
}

const random = (shape: readonly number[]) => ({
  shape,
  values: stream.normals(shape.reduce((a, b) => a * b, 1)),
});

const common = (g: Geometry) => ({ strides: [...g.strides], pad: g.pad, dataFormat: 'NHWC' });
const filterShape = (g: Geometry) => [...g.filter, g.x[3], g.outChannels];
const yShape = (g: Geometry) => [g.x[0], outSize(g, 0), outSize(g, 1), g.outChannels];

/** Terms of each sum of the kernel's result. */
function sumLength(kernelName: string, g: Geometry): number {
  const [height, width] = g.filter;
  if (kernelName === Conv2DBackpropFilter) return g.x[0] * outSize(g, 0) * outSize(g, 1);
  if (kernelName !== Conv2DBackpropInput) return height * width * g.x[3];
  return Math.ceil(height / g.strides[0]) * Math.ceil(width / g.strides[1]) * g.outChannels;
}

const KERNELS: Readonly<Record<string, (g: Geometry) => KernelRun>> = {
  forward: (g) => ({
    kernelName: Conv2D,
    inputs: { x: random(g.x), filter: random(filterShape(g)) },
    attributes: { ...common(g), dilations: [1, 1] },
  }),
  'forward with bias and leaky ReLU': (g) => ({
    kernelName: FusedConv2D,
    inputs: {
      x: random(g.x),
      filter: random(filterShape(g)),
      bias: random([g.outChannels]),
    },
    attributes: {
      ...common(g),
      dilations: [1, 1],
      activation: 'leakyrelu',
      leakyreluAlpha: 0.3,
    },
  }),
  'gradient in the filter': (g) => ({
    kernelName: Conv2DBackpropFilter,
    inputs: { x: random(g.x), dy: random(yShape(g)) },
    attributes: { ...common(g), filterShape: filterShape(g) },
  }),
  'gradient in the image': (g) => ({
    kernelName: Conv2DBackpropInput,
    inputs: { dy: random(yShape(g)), filter: random(filterShape(g)) },
    attributes: { ...common(g), inputShape: [...g.x] },
  }),
};

describe('on WebGPU', () => {
  useNodeGpu();
  beforeAll(async () => {
    await startBackend('cpu', nodeEnvironment());
  });

  describe.each(Object.entries(KERNELS))('a convolution equals that on cpu, %s,', (_, kernel) => {
    it.each(Object.entries(GEOMETRIES))('for %s', async (_, geometry) => {
      const run = kernel(geometry);
      const expected = await outputsOn('cpu', run);
      expect(distanceBetween(expected, await outputsOn('webgpu', run))).toBeLessThan(TOLERANCE);
    });
  });

  it('a dilated convolution is left to the stock kernel, and right', async () => {
    const dilated: KernelRun = {
      kernelName: Conv2D,
      inputs: { x: random([1, 7, 7, 2]), filter: random([3, 3, 2, 3]) },
      attributes: { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dilations: [2, 3] },
    };
    const expected = await outputsOn('cpu', dilated);
    expect(distanceBetween(expected, await outputsOn('webgpu', dilated))).toBeLessThan(TOLERANCE);
  });

  describe.each(Object.entries(KERNELS))('a convolution, %s,', (_, kernel) => {
    it('gives the same bits in every run', async () => {
      const run = kernel(GEOMETRIES['a long sum, in parts']!);
      const [first] = await outputsOn('webgpu', run);
      const [second] = await outputsOn('webgpu', run);
      expect(new Uint32Array(second!.values.buffer)).toEqual(new Uint32Array(first!.values.buffer));
    });

    it.each(Object.entries(GEOMETRIES))('is at most two dispatches for %s', async (_, geometry) => {
      const { kernelName, inputs, attributes } = kernel(geometry);
      await setBackend('webgpu');
      const tensors = Object.entries(inputs).map(([name, { shape, values }]) => {
        const input = tensor(values, [...shape], 'float32');
        (backend() as WebGPUBackend).uploadToGPU(input.dataId);
        return [name, input] as const;
      });
      const traffic = noTraffic();
      const stop = watchTraffic(traffic);
      const attrs = attributes as NamedAttrMap;
      const y = engine().runKernel(kernelName, Object.fromEntries(tensors), attrs) as Tensor;
      stop();
      for (const t of [y, ...tensors.map(([, t]) => t)]) t.dispose();
      expect(traffic).toMatchObject({ uploads: 0, readbacks: 0 });
      // These results are small, so that every sum of two parts or more is split.
      expect(traffic.dispatches).toBe(sumLength(kernelName, geometry) >= 512 ? 2 : 1);
    });
  });
});
