// What views of a run may draw from: latents and real samples that are the same at every call, made by streams of their own
// so that no picture disturbs the training.

import { type Tensor2D, tensor, tensor2d } from '@tensorflow/tfjs-core';
import type { ExperimentConfig } from '../../schema/config';
import { PlaygroundError } from '../../schema/errors';
import { type LatentControl, latentRowWidth } from '../../schema/latents';
import type { GivenPicture } from '../../schema/views';
import type { ViewContext } from '../architecture';
import { imageRows } from '../datasets/batches';
import type { DataSource } from '../datasets/source';
import { drawLatentRows } from '../latent/latent-rows';
import { MAX_LATENT_ROWS } from '../latent/latent-vectors';
import { createStream } from '../rng';
import { fromBytes } from '../views/pixels';

/** Views draw up to this many fixed latents; requests reach MAX_LATENT_ROWS of them. */
const MAX_VIEW_ROWS = Math.max(4096, MAX_LATENT_ROWS);

/** @throws PlaygroundError config.wrongType for a picture of another size than the data's */
export function checkPicture(source: DataSource, given: GivenPicture): void {
  const expected = source.kind === 'points' ? 0 : source.size ** 2 * source.channels;
  if (given.length === expected) return;
  throw new PlaygroundError('config.wrongType', {
    key: 'picture',
    expected: `${expected} bytes`,
    actual: `${given.length} bytes`,
  });
}

export class FixedSamples {
  readonly #seed: number;
  readonly #controls: readonly LatentControl[];
  readonly #width: number;
  readonly #source: DataSource;
  #latents: Float32Array | null = null;

  /** @param controls of the run's latent, which no live change touches */
  constructor(seed: number, controls: readonly LatentControl[], source: DataSource) {
    this.#seed = seed;
    this.#controls = controls;
    this.#width = latentRowWidth(controls);
    this.#source = source;
  }

  /** Row `index` of the fixed latents. */
  latentRow(index: number): readonly number[] {
    return [...this.#allLatents().subarray(index * this.#width, (index + 1) * this.#width)];
  }

  /** @param given a picture for views that read one, of the size that `checkPicture` asks for */
  viewContext(params: ExperimentConfig['params'], given: GivenPicture | null): ViewContext {
    const source = this.#source;
    const stream = () => createStream(this.#seed, 'view');
    const context: ViewContext = {
      params,
      source,
      picture() {
        if (given === null || source.kind === 'points') return context.fixedReals(1);
        const values = new Float32Array(given.length);
        fromBytes(given, values, 0);
        return tensor(values, [1, source.size, source.size, source.channels], 'float32');
      },
      viewStream: stream,
      fixedLatents: (count): Tensor2D =>
        tensor2d(this.#allLatents().slice(0, count * this.#width), [count, this.#width]),
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
    return context;
  }

  #allLatents(): Float32Array {
    this.#latents ??= drawLatentRows(
      this.#controls,
      createStream(this.#seed, 'fixed latents'),
      MAX_VIEW_ROWS,
      'inTurn',
    );
    return this.#latents;
  }
}
