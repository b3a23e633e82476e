// A yardstick: a fixed piece of training that this library, plain TensorFlow.js (bench/stock) and PyTorch (bench/pytorch)
// all do. Here the library runs it as the page would, by its trainer.

import type { Architecture } from '../../lib/gan/architecture';
import type { DataSource } from '../../lib/gan/datasets/source';
import { Trainer } from '../../lib/gan/training/trainer';
import { CONFIG_VERSION } from '../../lib/schema/config';
import type { ParamRecord } from '../../lib/schema/params';

export interface BenchCase {
  readonly id: string;
  /** One line for tables. */
  readonly title: string;
  /** In no registry where the case is only a measure. */
  readonly architecture: Architecture;
  readonly params: ParamRecord;
  source(): DataSource;
}

/** A case is small; this only keeps the trainer's own check quiet. */
const LIMITS = { memoryMegabytes: 4096 } as const;
const SEED = 1;

/** Builds the untrained run on the current backend. */
export const createTrainer = ({ architecture, params, source }: BenchCase): Promise<Trainer> =>
  Trainer.create(
    {
      version: CONFIG_VERSION,
      seed: SEED,
      // No file is opened by it; the source is given.
      data: { kind: 'builtin', id: 'bench', params: {} },
      architecture: architecture.id,
      params,
    },
    source(),
    LIMITS,
    architecture,
  );
