// The residual critic for 32 × 32 × 3 as a network of the library: no normalisation, pooling by means, plain layers of
// lib/gan. Source: Gulrajani et al. 2017, appendix C, and gan_cifar_resnet.py of the official code (arXiv:1704.00028), with
// fewer channels.

import { add, avgPool, mean, relu, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { CreateContext, Network } from '../../lib/gan/architecture';
import { conv } from '../../lib/gan/layers/conv';
import { dense } from '../../lib/gan/layers/dense';
import { type Layer, type LayerContext, samplingMode } from '../../lib/gan/layers/layer';
import { Variables } from '../../lib/gan/layers/variables';

const SIDE = 32;
const COLOURS = 3;
/** Nothing here depends on it: no batch norm, no dropout. */
const MODE = samplingMode('batch');
const RELU = { activation: 'relu', alpha: 0 } as const;

const pool = (x: Tensor): Tensor => avgPool(x as Tensor4D, 2, 2, 'valid');
const apply = (layer: Layer, x: Tensor): Tensor => layer.forward(x, MODE);
/** The convolution with the rectifier behind it in one kernel, as networks of the library run it. */
const applyRelu = (layer: Layer, x: Tensor): Tensor =>
  layer.forwardActivated?.(x, MODE, RELU) ?? relu(layer.forward(x, MODE));

/** Logits [N, 1] of images [N, 32, 32, 3]. */
export function residualCritic(ch: number, { random, purpose }: CreateContext): Network {
  const variables = new Variables(purpose);
  const layers: Layer[] = [];
  const context = (name: string, inputShape: readonly number[]): LayerContext => ({
    name,
    inputShape,
    variables,
    random,
    initializer: { kind: 'he' },
  });
  const keep = (layer: Layer): Layer => {
    layers.push(layer);
    return layer;
  };
  const convolution = (name: string, side: number, inputs: number, kernel: number): Layer =>
    keep(
      conv(
        { kind: 'conv', filters: ch, kernel, stride: 1, bias: true },
        context(name, [side, side, inputs]),
      ),
    );

  const first = {
    conv1: convolution('first/1', SIDE, COLOURS, 3),
    conv2: convolution('first/2', SIDE, ch, 3),
    shortcut: convolution('first/shortcut', SIDE / 2, COLOURS, 1),
  };
  const down = {
    conv1: convolution('down/1', SIDE / 2, ch, 3),
    conv2: convolution('down/2', SIDE / 2, ch, 3),
    shortcut: convolution('down/shortcut', SIDE / 2, ch, 1),
  };
  const flat = ['flat1', 'flat2'].map((name) => ({
    conv1: convolution(`${name}/1`, SIDE / 4, ch, 3),
    conv2: convolution(`${name}/2`, SIDE / 4, ch, 3),
  }));
  const logit = keep(dense({ kind: 'dense', units: 1, bias: true }, context('logit', [ch])));

  return {
    name: 'D',
    inputShape: [SIDE, SIDE, COLOURS],
    outputShape: [1],
    variables,
    layers,
    couplesSamples: false,
    forward(x) {
      const edges = pool(apply(first.conv2, applyRelu(first.conv1, x)));
      let h = add(edges, apply(first.shortcut, pool(x)));
      const inner = apply(down.conv2, applyRelu(down.conv1, relu(h)));
      h = add(pool(inner), pool(apply(down.shortcut, h)));
      for (const { conv1, conv2 } of flat) h = add(h, apply(conv2, applyRelu(conv1, relu(h))));
      return apply(logit, mean(relu(h), [1, 2]));
    },
  };
}
