import {
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import { startBackend } from '../backends';
import { compareBackends } from '../compare-backends';
import { nodeEnvironment } from '../node-environment';

// Sums of at most 4 · 9 · 9 · 6 products of standard normals in float32, in another order: errors near 1e-5.
const TOLERANCE = 2e-4;

const stream = createStream(1, 'convolutions');

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
  await startBackend('wasm', nodeEnvironment());
});

const size = (min: number, max: number) => fc.integer({ min, max });

const geometry = fc
  .record({
    batch: size(1, 4),
    height: size(1, 9),
    width: size(1, 9),
    // From 16 channels on, the image's gradient is made phase by phase.
    inChannels: fc.oneof(size(1, 5), size(16, 18)),
    outChannels: size(1, 6),
    filter: fc.tuple(size(1, 5), size(1, 5)),
    strides: fc.tuple(size(1, 3), size(1, 3)),
    pad: fc.oneof(
      fc.constant('same' as const),
      fc.constant('valid' as const),
      fc.tuple(fc.tuple(size(0, 3), size(0, 3)), fc.tuple(size(0, 3), size(0, 3))),
    ),
  })
  .map((g) => {
    const explicit = typeof g.pad === 'string' ? null : g.pad;
    const out = (axis: 0 | 1): number => {
      const whole = axis === 0 ? g.height : g.width;
      if (g.pad === 'same') return Math.ceil(whole / g.strides[axis]);
      const padding = explicit ? explicit[axis][0] + explicit[axis][1] : 0;
      return Math.floor((whole + padding - g.filter[axis]) / g.strides[axis]) + 1;
    };
    const pad = explicit ? [[0, 0], ...explicit, [0, 0]] : g.pad;
    return { ...g, pad, outHeight: out(0), outWidth: out(1) };
  })
  .filter((g) => g.outHeight > 0 && g.outWidth > 0);

function expectAgreement(
  kernelName: string,
  shapes: Record<string, number[]>,
  attributes: object,
): void {
  const inputs = Object.entries(shapes).map(([name, shape]) => ({
    name,
    shape,
    values: stream.normals(shape.reduce((a, b) => a * b, 1)),
  }));
  expect(compareBackends(kernelName, inputs, attributes)).toBeLessThan(TOLERANCE);
}

describe('wasm convolution gradients equal those of the cpu backend', () => {
  it('for the filter, at any size, stride and padding', () => {
    fc.assert(
      fc.property(geometry, (g) => {
        expectAgreement(
          Conv2DBackpropFilter,
          {
            x: [g.batch, g.height, g.width, g.inChannels],
            dy: [g.batch, g.outHeight, g.outWidth, g.outChannels],
          },
          {
            strides: g.strides,
            pad: g.pad,
            dataFormat: 'NHWC',
            filterShape: [...g.filter, g.inChannels, g.outChannels],
          },
        );
      }),
      { numRuns: 150 },
    );
  });

  it('for the image, at any size, stride and padding', () => {
    fc.assert(
      fc.property(geometry, (g) => {
        expectAgreement(
          Conv2DBackpropInput,
          {
            dy: [g.batch, g.outHeight, g.outWidth, g.outChannels],
            filter: [...g.filter, g.inChannels, g.outChannels],
          },
          {
            strides: g.strides,
            pad: g.pad,
            dataFormat: 'NHWC',
            inputShape: [g.batch, g.height, g.width, g.inChannels],
          },
        );
      }),
      { numRuns: 150 },
    );
  });

  it('for depthwise filters and images, with any channel multiplier', () => {
    fc.assert(
      fc.property(geometry, size(1, 3), (g, multiplier) => {
        const dy = [g.batch, g.outHeight, g.outWidth, g.inChannels * multiplier];
        const x = [g.batch, g.height, g.width, g.inChannels];
        const filter = [...g.filter, g.inChannels, multiplier];
        const attributes = { strides: g.strides, pad: g.pad, dilations: [1, 1] };
        expectAgreement(
          DepthwiseConv2dNativeBackpropFilter,
          { x, dy },
          { ...attributes, filterShape: filter },
        );
        expectAgreement(
          DepthwiseConv2dNativeBackpropInput,
          { dy, filter },
          { ...attributes, inputShape: x },
        );
      }),
      { numRuns: 100 },
    );
  });
});
