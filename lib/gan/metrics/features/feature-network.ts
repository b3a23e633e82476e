// A small convolutional network whose last hidden layer gives features and whose heads say what is in the image. Trained by
// our own tool on an embedded data set, or on the spot where data have labels; saved as one safetensors file.

import { type Tensor, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Network } from '../../architecture';
import { samplingMode } from '../../layers/layer';
import { type LayerSpec, sequential } from '../../layers/sequential';
import type { VariablesPurpose } from '../../layers/variables';
import { createStream } from '../../rng';
import type { Images } from '../images';
import { type FeatureSet, type Head, headWidth } from './feature-set';
import { fitImages } from './fit-images';

export interface FeatureNetworkSpec {
  readonly id: string;
  /** See FeatureSet. */
  readonly name: string;
  readonly version: string;
  /** Side of the images that it sees; others are resized. */
  readonly side: number;
  readonly channels: 1 | 3;
  /** Convolutions with padding, each followed by a leaky ReLU. */
  readonly convs: readonly {
    readonly filters: number;
    readonly kernel: number;
    readonly stride: 1 | 2;
  }[];
  /** Width of the last hidden layer: the features. */
  readonly units: number;
  readonly heads: readonly Head[];
}

/** Passes a tenth of the negative side, so that features do not vanish on images unlike those of the training. */
const SLOPE = 0.1;

export interface FeatureNetwork {
  readonly spec: FeatureNetworkSpec;
  /** Images [N, side, side, channels] to features [N, units]. */
  readonly trunk: Network;
  /** Features to the outputs of all heads, [N, Σ headWidth]. */
  readonly head: Network;
}

export interface FeatureNetworkOptions {
  readonly seed: number;
  /** Share of the features that training drops before the heads. */
  readonly dropout: number;
  readonly purpose: VariablesPurpose;
}

export function createFeatureNetwork(
  spec: FeatureNetworkSpec,
  { seed, dropout, purpose }: FeatureNetworkOptions,
): FeatureNetwork {
  const random = createStream(seed, 'init');
  const common = { initializer: { kind: 'he' }, random, purpose } as const;
  const leaky: LayerSpec = { kind: 'activation', activation: 'leakyRelu', slope: SLOPE };
  const trunk = sequential({
    ...common,
    name: 'trunk',
    inputShape: [spec.side, spec.side, spec.channels],
    layers: [
      ...spec.convs.flatMap((conv): LayerSpec[] => [{ kind: 'conv', bias: true, ...conv }, leaky]),
      { kind: 'dense', units: spec.units, bias: true },
      leaky,
    ],
  });
  const head = sequential({
    ...common,
    name: 'head',
    inputShape: [spec.units],
    layers: [
      { kind: 'dropout', rate: dropout },
      { kind: 'dense', units: spec.heads.reduce((sum, h) => sum + headWidth(h), 0), bias: true },
    ],
  });
  return { spec, trunk, head };
}

/** Trainable numbers. */
export const parametersOf = ({ trunk, head }: FeatureNetwork): number =>
  [...trunk.layers, ...head.layers].reduce((sum, { parameters }) => sum + parameters, 0);

export function disposeNetwork({ trunk, head }: FeatureNetwork): void {
  trunk.variables.dispose();
  head.variables.dispose();
}

/** Images as a tensor that fits the network; the caller disposes. */
export function networkInput(spec: FeatureNetworkSpec, images: Images): Tensor4D {
  const { count, side, channels, values } = fitImages(images, spec.side, spec.channels);
  return tensor4d(values, [count, side, side, channels]);
}

/** The network as a set of features; disposing it disposes the network. */
export function networkFeatures(network: FeatureNetwork): FeatureSet {
  const { spec, trunk, head } = network;
  const { id, name, version, units, heads } = spec;
  const columns = heads.reduce((sum, h) => sum + headWidth(h), 0);
  return {
    id,
    name,
    version,
    dims: units,
    heads,
    async extract(images) {
      const [features, outputs] = tidy((): [Tensor, Tensor] => {
        const hidden = trunk.forward(networkInput(spec, images), samplingMode('running'));
        return [hidden, head.forward(hidden, samplingMode('running'))];
      });
      try {
        const [f, o] = await Promise.all([features.data(), outputs.data()]);
        return {
          features: { rows: images.count, columns: units, values: f as Float32Array },
          outputs: { rows: images.count, columns, values: o as Float32Array },
        };
      } finally {
        features.dispose();
        outputs.dispose();
      }
    },
    dispose: () => disposeNetwork(network),
  };
}
