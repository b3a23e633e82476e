// Features for images that no network was trained on: a fixed convolutional map with random weights, the same in every run and
// on every machine. It sees colour, edges and texture at three scales, but knows no objects, so small changes of meaning
// weigh little.
// Source: random networks as features for FID and KID, Naeem et al. 2020, section 3.3 (R64; arXiv:2002.09797).

import {
  avgPool,
  concat,
  conv2d,
  leakyRelu,
  mean,
  reshape,
  sqrt,
  square,
  sub,
  type Tensor2D,
  type Tensor4D,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { createStream } from '../../rng';
import type { FeatureSet } from './feature-set';
import { fitImages } from './fit-images';

const SEED = 20_140_610;
const VERSION = '1';
const SIDE = 32;
/** Filters of the three stages; each halves the map. */
const FILTERS = [16, 24, 32] as const;
const SLOPE = 0.1;

/** Orthogonal-like scale: N(0, 2 / fan in), each filter without a mean, so that flat areas give nothing. */
function drawKernel(stage: number, inputs: number, filters: number): Float32Array {
  const random = createStream(SEED, `random features ${stage}`);
  const taps = 9 * inputs;
  const values = random.normals(taps * filters);
  for (let f = 0; f < filters; f++) {
    let total = 0;
    for (let k = 0; k < taps; k++) total += values[k * filters + f] ?? 0;
    for (let k = 0; k < taps; k++) {
      const centred = (values[k * filters + f] ?? 0) - (stage === 0 ? total / taps : 0);
      values[k * filters + f] = centred * Math.sqrt(2 / taps);
    }
  }
  return values;
}

/** Per stage the mean and the deviation of every filter over the map, and the mean of each channel over 4 × 4 parts. */
export function randomFeatures(channels: 1 | 3): FeatureSet {
  const kernels = FILTERS.map((filters, stage) => {
    const inputs = stage === 0 ? channels : (FILTERS[stage - 1] ?? channels);
    return tensor4d(drawKernel(stage, inputs, filters), [3, 3, inputs, filters]);
  });
  const layout = 16 * channels;
  const dims = layout + FILTERS.reduce((sum, filters) => sum + 2 * filters, 0);
  return {
    id: 'random',
    name: 'random convolutions',
    version: VERSION,
    dims,
    heads: [],
    async extract(images) {
      const fitted = fitImages(images, SIDE, channels);
      const { count } = images;
      const result = tidy(() => {
        let h = tensor4d(fitted.values, [count, SIDE, SIDE, channels]);
        const parts: Tensor2D[] = [
          reshape(avgPool(h, SIDE / 4, SIDE / 4, 'valid'), [count, layout]),
        ];
        for (const kernel of kernels) {
          h = leakyRelu(conv2d(h, kernel, 1, 'same'), SLOPE) as Tensor4D;
          const centre = mean(h, [1, 2], true);
          const deviation = sqrt(mean(square(sub(h, centre)), [1, 2]));
          parts.push(mean(h, [1, 2]) as Tensor2D, deviation as Tensor2D);
          h = avgPool(h, 2, 2, 'valid');
        }
        return concat(parts, 1);
      });
      try {
        return {
          features: { rows: count, columns: dims, values: (await result.data()) as Float32Array },
          outputs: null,
        };
      } finally {
        result.dispose();
      }
    },
    dispose() {
      for (const kernel of kernels) kernel.dispose();
    },
  };
}
