// What a training step costs beyond its networks: the time of a step against that of the very passes it makes – every call of
// a network with the samples it was given, forward, and backward to its own weights where the step wanted gradients of it –
// and nothing else. The rest of a step is losses, optimisers, averages and whatever an architecture adds to them.

import { engine, keep, mean, reshape, type Scalar, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Architecture, Network, StepContext } from '../lib/gan/architecture';
import { BatchCursor } from '../lib/gan/datasets/batches';
import { infoOf } from '../lib/gan/datasets/registry';
import type { DataSource } from '../lib/gan/datasets/source';
import type { ForwardMode } from '../lib/gan/layers/layer';
import { createStreams } from '../lib/gan/rng';
import { gradientsOf } from '../lib/gan/training/network-gradients';
import type { ParamRecord } from '../lib/schema/params';
import { hostInput } from '../lib/tfjs/host-input';

/** One call of a network within a step. */
interface Pass {
  readonly network: Network;
  readonly x: Tensor;
  readonly mode: ForwardMode;
  /** Whether the step takes gradients through it. */
  readonly backward: boolean;
}

export interface OwnPasses {
  readonly architecture: string;
  /** Median milliseconds of a step that runs its own code. */
  readonly stepMs: number;
  /** Median milliseconds of its networks' passes alone, in turns with the steps. */
  readonly passesMs: number;
  readonly ratio: number;
  /** Samples through each network per step. */
  readonly samples: Readonly<Record<string, number>>;
}

const ROUNDS = 15;
const WARM_UP = 5;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** The context of steps outside of a trainer. */
function contextOf(source: DataSource, params: ParamRecord): StepContext {
  const random = createStreams(1);
  const cursor = new BatchCursor(source, 1, random.data);
  const count = Number(params.batchSize);
  const shape =
    source.kind === 'images'
      ? [count, source.size, source.size, source.channels]
      : [count, source.dim];
  return {
    params,
    players: { d: true, g: true },
    random,
    imagesSeen: 0,
    epochImages: 50_000,
    nextBatch() {
      const batch = cursor.next(count);
      return { x: hostInput(shape, () => batch.values), labels: batch.labels };
    },
  };
}

/** Runs f and notes every call of the networks, with copies of what they were given. */
function passesOf(networks: readonly Network[], f: () => void): readonly Pass[] {
  const passes: Pass[] = [];
  const own = networks.map((network) => network.forward);
  for (const network of networks) {
    const forward = network.forward.bind(network);
    Object.assign(network, {
      forward(x: Tensor, mode: ForwardMode) {
        const condition = mode.condition === null ? null : keep(mode.condition.clone());
        const backward = engine().state.gradientDepth > 0;
        passes.push({ network, x: keep(x.clone()), mode: { ...mode, condition }, backward });
        return forward(x, mode);
      },
    });
  }
  try {
    f();
  } finally {
    for (const [i, network] of networks.entries()) Object.assign(network, { forward: own[i] });
  }
  return passes;
}

function repeat({ network, x, mode, backward }: Pass): void {
  tidy(() => {
    if (backward) {
      gradientsOf(network, () => reshape(mean(network.forward(x, mode)), []) as Scalar);
    } else {
      network.forward(x, mode);
    }
  });
}

/**
 * Measures one architecture on the current backend, which must compute when it is told to, as wasm and cpu do.
 * @param params complete settings of the architecture
 */
export function measureOwnPasses(
  architecture: Architecture,
  source: DataSource,
  params: ParamRecord,
): OwnPasses {
  const random = createStreams(1).init;
  const model = architecture.create(infoOf(source), params, {
    purpose: 'training',
    seed: 1,
    random,
    source,
  });
  const context = contextOf(source, params);
  const step = (): void => {
    for (const value of Object.values(model.step(context))) value.dispose();
  };
  for (let i = 0; i < WARM_UP; i++) step();
  const passes = passesOf(Object.values(model.networks), step);
  const samples: Record<string, number> = {};
  for (const { network, x } of passes) {
    samples[network.name] = (samples[network.name] ?? 0) + (x.shape[0] ?? 0);
  }
  const timed = (f: () => void): number => {
    const started = performance.now();
    f();
    return performance.now() - started;
  };
  const all = (): void => passes.forEach(repeat);
  for (let i = 0; i < WARM_UP; i++) all();
  const times = Array.from({ length: ROUNDS }, () => ({ step: timed(step), passes: timed(all) }));
  const stepMs = median(times.map((time) => time.step));
  const passesMs = median(times.map((time) => time.passes));
  for (const { x, mode } of passes) {
    x.dispose();
    mode.condition?.dispose();
  }
  model.dispose();
  return { architecture: architecture.id, stepMs, passesMs, ratio: stepMs / passesMs, samples };
}
