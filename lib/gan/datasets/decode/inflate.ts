// Deflate streams unpacked with a hand on the brake: what comes out is counted while it comes out, so a bomb is left
// alone long before it fills the memory. Declared sizes are checked against what really comes, never trusted.

import { Inflate } from 'fflate';
import { PlaygroundError } from '../../../schema/errors';
import { crc32 } from './crc32';
import { INFLATE_ALLOWANCE, MAX_INFLATE_RATIO, MAX_INFLATED_BYTES } from './limits';

/** No deflate stream grows by more than this (258 bytes for 2 bits; zlib's documentation, "Maximum Expansion Factor"). */
const MAX_EXPANSION = 1032;
const MIN_CHUNK = 1024;
const MAX_CHUNK = 65536;

/** Counts every byte unpacked from one drop of files. */
export class InflateBudget {
  readonly limit: number;
  #used = 0;

  /** @param packedBytes the size of all files given, as they came */
  constructor(packedBytes: number) {
    this.limit = Math.min(MAX_INFLATED_BYTES, INFLATE_ALLOWANCE + MAX_INFLATE_RATIO * packedBytes);
  }

  get used(): number {
    return this.#used;
  }

  get left(): number {
    return this.limit - this.#used;
  }

  /** @throws PlaygroundError data.tooLarge once more than `limit` bytes came out */
  spend(bytes: number): void {
    this.#used += bytes;
    if (this.#used > this.limit) {
      const what = 'The size in bytes after unpacking';
      throw new PlaygroundError('data.tooLarge', { what, value: this.#used, limit: this.limit });
    }
  }
}

export interface Declared {
  /** What the file calls itself in an error, such as 'gzip'. */
  readonly format: string;
  /** Unpacked size that the file declares. */
  readonly size: number;
  readonly crc: number;
}

/**
 * Unpacks one raw deflate stream.
 * @param packed the stream, nothing before or after it
 * @throws PlaygroundError data.tooLarge as soon as the budget is spent; data.malformed when the stream is damaged, cut, or
 *   unpacks to another size or checksum than declared
 */
export function inflate(packed: Uint8Array, declared: Declared, budget: InflateBudget): Uint8Array {
  const { format, size } = declared;
  const malformed = (problem: string) => new PlaygroundError('data.malformed', { format, problem });
  if (size > (packed.length + 1) * MAX_EXPANSION) {
    throw malformed(`it is cut off or declares a false size of ${size} bytes`);
  }
  // A declared size over the budget is not refused yet: at the end of a cut file it is a random number.
  const out = new Uint8Array(Math.min(size, budget.left));
  let filled = 0;
  const stream = new Inflate((chunk) => {
    budget.spend(chunk.length);
    if (filled + chunk.length > out.length)
      throw malformed(`it unpacks to more than the declared ${size} bytes`);
    out.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    let at = 0;
    do {
      const safe = Math.floor((out.length - filled) / MAX_EXPANSION);
      const end = Math.min(packed.length, at + Math.max(MIN_CHUNK, Math.min(MAX_CHUNK, safe)));
      stream.push(packed.subarray(at, end), end === packed.length);
      at = end;
    } while (at < packed.length);
  } catch (error) {
    if (error instanceof PlaygroundError) throw error;
    throw malformed('its packed bytes are damaged or cut off');
  }
  if (filled !== size) throw malformed(`it unpacks to ${filled} bytes instead of ${size}`);
  if (crc32(out) !== declared.crc) throw malformed('its checksum does not match, so it is damaged');
  return out;
}
