import {
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  FusedConv2D,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../gan/rng';
import { startBackend } from '../backends';
import { compareBackends } from '../compare-backends';
import { nodeEnvironment } from '../node-environment';

// Sums of at most 425 products of standard normals in float32, in another order: errors near 1e-5.
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
    // From 8 channels on, pixels are read in place and stride phases are made one by one.
    inChannels: fc.oneof(size(1, 5), size(8, 17)),
    outChannels: fc.oneof(size(1, 6), size(8, 9)),
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

describe('wasm convolutions equal those of the cpu backend', () => {
  it('forwards, at any size, stride, padding and dilation', () => {
    fc.assert(
      fc.property(geometry, size(1, 2), (g, dilation) => {
        const isDilated = g.strides.every((stride) => stride === 1) && g.pad === 'same';
        expectAgreement(
          Conv2D,
          {
            x: [g.batch, g.height, g.width, g.inChannels],
            filter: [...g.filter, g.inChannels, g.outChannels],
          },
          {
            strides: g.strides,
            pad: g.pad,
            dataFormat: 'NHWC',
            dilations: isDilated ? [dilation, dilation] : [1, 1],
          },
        );
      }),
      { numRuns: 100 },
    );
  });

  it('with a bias and an activation', () => {
    const activations = fc.constantFrom('linear', 'relu', 'leakyrelu', 'relu6', 'elu', 'sigmoid');
    fc.assert(
      fc.property(geometry, activations, fc.boolean(), (g, activation, isBiased) => {
        expectAgreement(
          FusedConv2D,
          {
            x: [g.batch, g.height, g.width, g.inChannels],
            filter: [...g.filter, g.inChannels, g.outChannels],
            ...(isBiased && { bias: [g.outChannels] }),
          },
          {
            strides: g.strides,
            pad: g.pad,
            dataFormat: 'NHWC',
            dilations: [1, 1],
            activation,
            leakyreluAlpha: 0.2,
          },
        );
      }),
      { numRuns: 100 },
    );
  });

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
