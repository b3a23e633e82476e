// Named random streams from one experiment seed: the only source of randomness in the library. Each stream is
// xoshiro128** (Blackman and Vigna 2018, public domain), seeded by hashing (seed, name), so that drawing more from one
// stream never shifts another. The state is four words, saved in checkpoints; normals keep no spare value, so four words
// are all there is. Not for cryptography.

/** The streams of a run. */
export const STREAM_NAMES = ['init', 'latent', 'data', 'augment', 'noise'] as const;
export type StreamName = (typeof STREAM_NAMES)[number];

export type StreamState = readonly [number, number, number, number];

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** One round of the splitmix32 finaliser; spreads near seeds far apart. */
function mix(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(state: StreamState) {
    [this.#a, this.#b, this.#c, this.#d] = state;
  }

  /** Four unsigned 32-bit words; a stream made from them continues exactly here. */
  get state(): StreamState {
    return [this.#a >>> 0, this.#b >>> 0, this.#c >>> 0, this.#d >>> 0];
  }

  set state(state: StreamState) {
    [this.#a, this.#b, this.#c, this.#d] = state;
  }

  /** The next unsigned 32-bit word. */
  word(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const t = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = rotateLeft(this.#d, 11);
    return result;
  }

  /** Uniform in [0, 1), 32 bits of resolution. */
  uniform(): number {
    return this.word() / 4294967296;
  }

  /** Uniform in [low, high). */
  uniformBetween(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** Standard normal by Box and Muller's cosine branch; two words per draw, so that no spare value is part of the state. */
  normal(): number {
    // 1 - u lies in (0, 1], so the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Uniform whole number in [0, count). */
  integer(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /** Fisher and Yates in place; returns the same array. */
  shuffle<T extends { length: number; [index: number]: number }>(values: T): T {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const kept = values[i] as number;
      values[i] = values[j] as number;
      values[j] = kept;
    }
    return values;
  }

  /** `count` standard normals. */
  normals(count: number): Float32Array {
    // Every step draws thousands, and Float32Array.from takes more than twice as long.
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) values[i] = this.normal();
    return values;
  }
}

/** The stream of that name for an experiment seed (any integer; its low 32 bits count). */
export function createStream(seed: number, name: string): RandomStream {
  let h = mix(seed ^ 0x9e3779b9);
  for (let i = 0; i < name.length; i++)
    h = mix(h ^ (name.charCodeAt(i) + Math.imul(i, 0x9e3779b9)));
  const word = (k: number) => mix(h + Math.imul(k, 0x9e3779b9));
  // All four words zero is the one state that xoshiro cannot leave; mix is a bijection, so at most one word can be zero.
  return new RandomStream([word(1), word(2), word(3), word(4)]);
}

export type RandomStreams = Readonly<Record<StreamName, RandomStream>>;

/** Every stream of a run. */
export function createStreams(seed: number): RandomStreams {
  return Object.fromEntries(
    STREAM_NAMES.map((name) => [name, createStream(seed, name)]),
  ) as unknown as RandomStreams;
}
