// The loop that trains: a step, a turn for waiting messages, and now and then a read-back and a frame. It decides the order
// of these and nothing else; what they do, and whether training goes on, is the host's business.

import { type DeviceKind, Pacer } from './pacer';

export interface TrainingHost {
  readonly device: DeviceKind;
  /** Milliseconds from any origin, never going back. */
  now(): number;
  /** Resolves after the messages that wait have been handled. */
  turn(): Promise<void>;
  /** False from the moment when training is to end. */
  training(): boolean;
  /** Runs work while nobody else touches the run. */
  alone(work: () => Promise<void>): Promise<void>;
  step(): void;
  /** Reads the numbers of all pending steps and publishes them. */
  readBack(): Promise<void>;
  /** True when the page has drawn the last frame. */
  pageReady(): boolean;
  showFrame(): Promise<void>;
}

/** Resolves when `training()` has become false; rejects with what a step, a read-back or a frame throws. */
export async function trainingLoop(host: TrainingHost): Promise<void> {
  const pacer = new Pacer(host.device, host.now());
  /** Work that is dropped if training ended while it waited for its turn, followed by a turn of its own. */
  const piece = async (work: () => void | Promise<void>): Promise<void> => {
    await host.alone(async () => {
      if (host.training()) await work();
    });
    await host.turn();
  };
  while (host.training()) {
    await piece(() => {
      host.step();
      pacer.stepTaken();
    });
    const showing = host.pageReady() && pacer.frameDue(host.now());
    if (!showing && !pacer.readBackDue(host.now())) continue;
    await piece(async () => {
      const startedAt = host.now();
      await host.readBack();
      pacer.readBackDone(startedAt, host.now());
    });
    if (!showing) continue;
    // Right after a read-back the device is idle, so that the frame's cost is its own, and no number has diverged.
    await piece(async () => {
      if (!host.pageReady()) return;
      const startedAt = host.now();
      await host.showFrame();
      pacer.frameDone(startedAt, host.now());
    });
  }
}
