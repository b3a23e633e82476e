// One backend before it is started: either refused with a reason, or ready to start. Probing must be cheap; starting loads
// the backend's code.

import {
  engine,
  fill,
  type KernelBackend,
  matMul,
  registerBackend,
  relu,
  removeBackend,
  setBackend,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { AdapterStanding } from './adapter-standing';
import type { BackendName, RefusalReason } from './backend-report';
import { installComposedKernels } from './ops/install-ops';

export type Candidate =
  | {
      readonly kind: 'refused';
      readonly backend: BackendName;
      readonly reason: RefusalReason;
      readonly detail: string;
    }
  | {
      readonly kind: 'ready';
      readonly backend: BackendName;
      readonly standing: AdapterStanding;
      readonly adapter: string;
      /** Makes it the current backend. Rejects with `RefusedError` or any other error. */
      start(): Promise<void>;
      /** Gives back the memory and the device of a backend that was started; it can be started again by a new candidate. */
      release(): void;
    };

/** A backend turned out unusable for a reason that the report names. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/**
 * Registers `create` under `name` in place of any factory that its package registered, and makes it current. A backend
 * that is already running is only made current.
 *
 * @throws what `create` throws; the engine would only log it.
 */
export async function activateBackend(
  name: BackendName,
  create: () => KernelBackend | Promise<KernelBackend>,
): Promise<void> {
  let failure: unknown = null;
  if (!(name in engine().registry)) {
    if (name in engine().registryFactory) removeBackend(name);
    registerBackend(name, async () => {
      try {
        return await create();
      } catch (error) {
        failure = error;
        throw error;
      }
    });
  }
  if (!(await setBackend(name))) throw failure ?? new Error(`${name} did not start`);
  // After the backend's own kernels, which go first.
  installComposedKernels(name);
}

/** The backend of that name if it has been started. */
export const runningBackend = (name: BackendName): KernelBackend | undefined =>
  engine().registry[name];

/** Removes a running backend, its tensors and its factory. Nothing happens to one that does not run. */
export function deactivateBackend(name: BackendName): void {
  if (name in engine().registryFactory) removeBackend(name);
}

const CHECK_SIZE = 64;

/**
 * Runs one small product on the current backend and reads it back: some devices start, and then compute zeros.
 *
 * @throws RefusedError `startFailed` for a wrong result.
 */
export async function checkComputation(): Promise<void> {
  // Fill runs on the device, so that no part of this may be handed to the processor.
  const product = tidy(() => {
    const half = fill([CHECK_SIZE, CHECK_SIZE], 0.5) as Tensor2D;
    const two = fill([CHECK_SIZE, CHECK_SIZE], 2) as Tensor2D;
    return relu(matMul(half, two));
  });
  const values = await product.data();
  product.dispose();
  const wrong = values.find((value) => value !== CHECK_SIZE);
  if (wrong !== undefined) {
    throw new RefusedError('startFailed', `a product gave ${wrong} instead of ${CHECK_SIZE}`);
  }
}
