// Philox4x32-10: random words as a function of a key and a counter, with no state, so that any part of an array can be made
// by itself, on any device. Source: Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
// section 3.3 and table 2. Not for cryptography.

export type Words2 = readonly [number, number];
export type Words4 = readonly [number, number, number, number];

export const PHILOX_ROUNDS = 10;
export const PHILOX_MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
/** What each word of the key grows by from round to round: the golden ratio and the square root of 3, less 1. */
export const PHILOX_WEYL = [0x9e3779b9, 0xbb67ae85] as const;

/** The upper word of the product of two unsigned words, whose 64 bits a number does not hold. */
function multiplyHigh(a: number, b: number): number {
  const [aLow, aHigh, bLow, bHigh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carried = aLow * bHigh + (middle % 0x10000);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carried / 0x10000)) >>> 0;
}

/** Four unsigned 32-bit words. */
export function philox4x32([k0, k1]: Words2, counter: Words4): Words4 {
  let [c0, c1, c2, c3] = counter;
  for (let round = 0; round < PHILOX_ROUNDS; round++) {
    const high0 = multiplyHigh(PHILOX_MULTIPLIERS[0], c0);
    const high1 = multiplyHigh(PHILOX_MULTIPLIERS[1], c2);
    const low0 = Math.imul(PHILOX_MULTIPLIERS[0], c0) >>> 0;
    const low1 = Math.imul(PHILOX_MULTIPLIERS[1], c2) >>> 0;
    const key0 = Math.imul(PHILOX_WEYL[0], round) + k0;
    const key1 = Math.imul(PHILOX_WEYL[1], round) + k1;
    [c0, c1, c2, c3] = [(high1 ^ c1 ^ key0) >>> 0, low1, (high0 ^ c3 ^ key1) >>> 0, low0];
  }
  return [c0, c1, c2, c3];
}
