// Decides when a training run reads its numbers back and when it shows a frame. Pure arithmetic over times that it is told;
// it owns no clock. All times are in milliseconds.
//
// A read-back is also the only moment when a graphics device is known to have caught up, so the number of steps between
// two of them bounds the queue of submitted work, and with it how long a pause can take.

import { TimeShare } from './time-share';

/** `queued`: steps return before the device has run them (webgpu, webgl). `immediate`: they return done (wasm, cpu). */
export type DeviceKind = 'queued' | 'immediate';

/** What the page draws of curves does not change faster than this. */
const IMMEDIATE_WINDOW_MS = 100;
/** Shorter on a device with a queue, because a pause has to wait for the queue. */
const QUEUED_WINDOW_MS = 50;
/** Bounds the small tensors that wait for a read-back, whatever the speed. */
export const MAX_PENDING_STEPS = 64;
/** At most eight frames a second. */
export const FRAME_INTERVAL_MS = 125;
/** Frames take at most this share of the time. */
export const FRAME_SHARE = 0.15;
/** And read-backs this one, on top. */
export const READ_BACK_SHARE = 0.1;

export class Pacer {
  readonly #device: DeviceKind;
  readonly #windowMs: number;
  readonly #frameShare: TimeShare;
  readonly #readBackShare: TimeShare;
  /** Steps until the next read-back; starts at one because the cost of a step is not known yet. */
  #stepsPerReadBack = 1;
  #pendingSteps = 0;
  #lastReadBack: number;
  #lastFrame = Number.NEGATIVE_INFINITY;
  /** What passed since the last read-back without being the steps' time. */
  #otherMs = 0;

  constructor(device: DeviceKind, now: number) {
    this.#device = device;
    this.#windowMs = device === 'queued' ? QUEUED_WINDOW_MS : IMMEDIATE_WINDOW_MS;
    this.#frameShare = new TimeShare(FRAME_SHARE, now);
    this.#readBackShare = new TimeShare(READ_BACK_SHARE, now);
    this.#lastReadBack = now;
  }

  stepTaken(): void {
    this.#pendingSteps += 1;
  }

  /** True when enough steps wait, or when they have waited long enough. */
  readBackDue(now: number): boolean {
    if (this.#pendingSteps >= MAX_PENDING_STEPS) return true;
    const enough =
      this.#pendingSteps >= this.#stepsPerReadBack || now - this.#lastReadBack >= this.#windowMs;
    return enough && this.#readBackShare.free(now);
  }

  readBackDone(startedAt: number, endedAt: number): void {
    // On a device with a queue the wait is the steps' own time, which costs nothing.
    if (this.#device === 'immediate') {
      this.#readBackShare.spend(startedAt, endedAt);
      this.#otherMs += endedAt - startedAt;
    }
    const stepMs = (endedAt - this.#lastReadBack - this.#otherMs) / Math.max(1, this.#pendingSteps);
    const fitting = stepMs > 0 ? Math.floor(this.#windowMs / stepMs) : MAX_PENDING_STEPS;
    // Growth is gradual, since a first step that was fast on this side may have left much to do on the other.
    this.#stepsPerReadBack = Math.max(
      1,
      Math.min(fitting, 2 * this.#stepsPerReadBack, MAX_PENDING_STEPS),
    );
    this.#pendingSteps = 0;
    this.#otherMs = 0;
    this.#lastReadBack = endedAt;
  }

  /** True when a frame, and the read-back before it, keep to the rate and to their shares of the time. */
  frameDue(now: number): boolean {
    return (
      now - this.#lastFrame >= FRAME_INTERVAL_MS &&
      this.#frameShare.free(now) &&
      (this.#readBackShare.free(now) || this.#pendingSteps >= MAX_PENDING_STEPS)
    );
  }

  frameDone(startedAt: number, endedAt: number): void {
    this.#frameShare.spend(startedAt, endedAt);
    this.#otherMs += endedAt - startedAt;
    this.#lastFrame = startedAt;
  }
}
