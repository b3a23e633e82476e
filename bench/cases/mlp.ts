// The page's GAN on points of the plane: 3 hidden layers of 128, batch 256, z of 2, on the ring. Twins: bench/pytorch/mlp.py
// and bench/stock/mlp.ts.

import { gan } from '../../lib/gan/architectures/gan';
import { ring } from '../../lib/gan/datasets/points/ring';
import { presetParams } from '../../lib/schema/config';
import { defaultsOf } from '../../lib/schema/params';
import type { BenchCase } from './bench-case';

export const mlp: BenchCase = {
  id: 'mlp',
  title: '2-D MLP GAN 3 × 128, batch 256',
  architecture: gan,
  params: {
    ...presetParams(gan, 'points', 'M'),
    hiddenG: 128,
    hiddenD: 128,
    layersG: 3,
    layersD: 3,
    batchSize: 256,
    zDim: 2,
    // The twins keep no average.
    gEma: false,
  },
  source: () => ({ kind: 'points', dim: ring.dim, ...ring.create(defaultsOf(ring.params)) }),
};
