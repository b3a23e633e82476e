// What views of a run may draw from: latents and real samples that are the same at every call, made by streams of their own
// so that no picture disturbs the training.

import { type Tensor2D, tensor, tensor2d } from '@tensorflow/tfjs-core';
import type { ExperimentConfig } from '../../schema/config';
import type { Prior } from '../../schema/latents';
import type { ViewContext } from '../architecture';
import { imageRows } from '../datasets/batches';
import type { DataSource } from '../datasets/source';
import { MAX_LATENT_ROWS } from '../latent/latent-vectors';
import { SAMPLE_PRIOR } from '../latent/prior';
import { createStream } from '../rng';

/** Views draw up to this many fixed latents; requests reach MAX_LATENT_ROWS of them. */
const MAX_VIEW_ROWS = Math.max(4096, MAX_LATENT_ROWS);

export class FixedSamples {
  readonly #seed: number;
  readonly #zDim: number;
  readonly #prior: Prior;
  readonly #source: DataSource;
  #latents: Float32Array | null = null;

  /** @param config whose zDim and prior no live change touches */
  constructor({ seed, params }: ExperimentConfig, source: DataSource) {
    this.#seed = seed;
    this.#zDim = Number(params.zDim);
    // Checked against the architecture's own options by parseConfig.
    this.#prior = params.prior as Prior;
    this.#source = source;
  }

  /** Row `index` of the fixed latents. */
  latentRow(index: number): readonly number[] {
    return [...this.#allLatents().subarray(index * this.#zDim, (index + 1) * this.#zDim)];
  }

  viewContext(params: ExperimentConfig['params']): ViewContext {
    const source = this.#source;
    const stream = () => createStream(this.#seed, 'view');
    return {
      params,
      source,
      viewStream: stream,
      fixedLatents: (count): Tensor2D =>
        tensor2d(this.#allLatents().slice(0, count * this.#zDim), [count, this.#zDim]),
      fixedReals: (count) => {
        if (source.kind === 'points') {
          return tensor2d(source.sample(stream(), count), [count, source.dim]);
        }
        const random = stream();
        const { values, shape } = imageRows(
          source,
          Int32Array.from({ length: count }, () => random.integer(source.count)),
        );
        return tensor(values, [...shape], 'float32');
      },
    };
  }

  #allLatents(): Float32Array {
    this.#latents ??= SAMPLE_PRIOR[this.#prior](
      createStream(this.#seed, 'fixed latents'),
      MAX_VIEW_ROWS,
      this.#zDim,
    );
    return this.#latents;
  }
}
