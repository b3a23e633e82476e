// The buffers of recorded steps. While a step is recorded this takes the place of the backend's pool, on which it draws: what
// a recorded command uses must never be handed out for anything else between two replays. Scratch is handed on as soon as
// its tensor is disposed, also from one recording to the next, since replays follow one another on the device; pinned
// buffers, which the host fills, belong to one recording and keep what is in them.

import type { BufferPool, BufferSource } from './recordable-backend';

const keyOf = (size: number, usage: GPUBufferUsageFlags): string => `${size} ${usage}`;

export class StepBuffers implements BufferSource {
  readonly #pool: BufferPool;
  readonly #scratch = new Set<GPUBuffer>();
  readonly #freeScratch = new Map<string, GPUBuffer[]>();
  /** Of the step that is being recorded. */
  #pinned = new Set<GPUBuffer>();
  /** Scratch and pinned buffers that a tensor has now. */
  readonly #used = new Set<GPUBuffer>();
  /** Buffers from before the step that were released in it; handed out again only when it is over. */
  readonly #heldBack = new Set<GPUBuffer>();

  constructor(pool: BufferPool) {
    this.#pool = pool;
  }

  get numBytesUsed(): number {
    return this.#pool.numBytesUsed;
  }

  get numBytesAllocated(): number {
    return this.#pool.numBytesAllocated;
  }

  acquireBuffer(
    size: number,
    usage: GPUBufferUsageFlags,
    mappedAtCreation = false,
    reuse = true,
  ): GPUBuffer {
    if (usage & GPUBufferUsage.UNIFORM) return this.pinUniform(size);
    // Staging buffers are no part of a replay.
    const forHost = GPUBufferUsage.MAP_READ | GPUBufferUsage.MAP_WRITE;
    if (mappedAtCreation || !reuse || usage & forHost) {
      return this.#pool.acquireBuffer(size, usage, mappedAtCreation, reuse);
    }
    const free = this.#freeScratch.get(keyOf(size, usage))?.pop();
    const buffer = free ?? this.#pool.acquireBuffer(size, usage);
    this.#scratch.add(buffer);
    this.#used.add(buffer);
    return buffer;
  }

  /** For a tensor that the host fills; the device has nothing left to do with it, so that may be at once. */
  pinArray(size: number): GPUBuffer {
    const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
    const buffer = this.#pool.acquireBuffer(size, STORAGE | COPY_SRC | COPY_DST);
    this.#pinned.add(buffer);
    this.#used.add(buffer);
    return buffer;
  }

  /** For numbers of kernels; no tensor has it. */
  pinUniform(size: number): GPUBuffer {
    const { UNIFORM, COPY_DST } = GPUBufferUsage;
    const buffer = this.#pool.acquireBuffer(size, UNIFORM | COPY_DST);
    this.#pinned.add(buffer);
    return buffer;
  }

  /** Like `buffer`, for a tensor that outlives the step. */
  acquireOutside(buffer: GPUBuffer): GPUBuffer {
    return this.#pool.acquireBuffer(buffer.size, buffer.usage);
  }

  releaseBuffer(buffer: GPUBuffer, reuse = true): void {
    if (this.#scratch.has(buffer)) {
      this.#used.delete(buffer);
      const key = keyOf(buffer.size, buffer.usage);
      const free = this.#freeScratch.get(key);
      if (free === undefined) this.#freeScratch.set(key, [buffer]);
      else free.push(buffer);
    } else if (this.#pinned.has(buffer)) this.#used.delete(buffer);
    else if (reuse) this.#heldBack.add(buffer);
    else this.#pool.releaseBuffer(buffer, false);
  }

  owns(buffer: GPUBuffer): boolean {
    return this.#scratch.has(buffer) || this.#pinned.has(buffer);
  }

  isHeldBack(buffer: GPUBuffer): boolean {
    return this.#heldBack.has(buffer);
  }

  /** Lets a tensor have its buffer from before the step again in place of a scratch buffer; false if either is not one. */
  exchange(scratch: GPUBuffer, before: GPUBuffer): boolean {
    if (!this.#scratch.has(scratch) || scratch.size !== before.size) return false;
    if (!this.#heldBack.delete(before)) return false;
    this.releaseBuffer(scratch);
    return true;
  }

  /** Leaves buffers to the tensors that still have them and will release them to the pool; returns how many. */
  giveAwayUsed(): number {
    const count = this.#used.size;
    for (const buffer of this.#used) {
      this.#scratch.delete(buffer);
      this.#pinned.delete(buffer);
    }
    this.#used.clear();
    return count;
  }

  /** Ends the recording of a step; returns the pinned buffers. Nothing may be in use. */
  finish(): ReadonlySet<GPUBuffer> {
    for (const buffer of this.#heldBack) this.#pool.releaseBuffer(buffer);
    this.#heldBack.clear();
    const pinned = this.#pinned;
    this.#pinned = new Set();
    return pinned;
  }

  /** Gives the pinned buffers of a recording back that will not be replayed any more. */
  unpin(pinned: ReadonlySet<GPUBuffer>): void {
    for (const buffer of pinned) this.#pool.releaseBuffer(buffer);
  }

  /** Gives all scratch back. No recording may be replayed any more. */
  release(): void {
    for (const buffer of this.#scratch) this.#pool.releaseBuffer(buffer);
    this.#scratch.clear();
    this.#freeScratch.clear();
  }
}
