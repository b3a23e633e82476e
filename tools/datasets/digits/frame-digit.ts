// Frames a digit the way MNIST does: scaled to fit a box of 20 × 20 pixels with its proportions kept, then moved so that its
// centre of mass lies in the middle of 28 × 28. White ink on black, edges grey from anti-aliasing.
// Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits".

export const SIDE = 28;
const BOX = 20;

/** The centre of mass lies in the middle of pixel 14, counted from 0, as in MNIST's files. */
const CENTRE = 14.5;

/** The plane is searched for ink in [-REACH, REACH]. */
const REACH = 0.95;
const STEPS = 64;

/** Samples per pixel and side. */
const SAMPLES = 2;

/** Grey levels that are kept; fewer make the file smaller, and the eye sees no difference at this size. */
const LEVELS = 16;

/**
 * @param distance signed distance to the ink, negative inside, in digit heights
 * @param out SIDE * SIDE bytes from `offset`, 0 to 255 in LEVELS steps
 * @returns false when there is too little ink to be a digit; then nothing is written
 */
export function frameDigit(
  distance: (x: number, y: number) => number,
  out: Uint8Array,
  offset: number,
): boolean {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  let mass = 0;
  let massX = 0;
  let massY = 0;
  const step = (2 * REACH) / STEPS;
  for (let row = 0; row < STEPS; row++) {
    for (let column = 0; column < STEPS; column++) {
      const x = -REACH + (column + 0.5) * step;
      const y = -REACH + (row + 0.5) * step;
      const ink = Math.min(1, Math.max(0, 0.5 - distance(x, y) / step));
      if (ink <= 0) continue;
      mass += ink;
      massX += ink * x;
      massY += ink * y;
      // Half-covered cells reach half as far.
      left = Math.min(left, x + (0.5 - ink) * step);
      right = Math.max(right, x - (0.5 - ink) * step);
      top = Math.min(top, y + (0.5 - ink) * step);
      bottom = Math.max(bottom, y - (0.5 - ink) * step);
    }
  }
  if (mass < 8) return false;
  const unitsPerPixel = Math.max(right - left, bottom - top) / BOX;
  const middleX = massX / mass;
  const middleY = massY / mass;
  // Outside the box of ink, and a margin for its soft edge, every pixel stays black.
  const margin = 1.5 * unitsPerPixel;
  const near = (x: number, y: number) =>
    x > left - margin && x < right + margin && y > top - margin && y < bottom + margin;
  out.fill(0, offset, offset + SIDE * SIDE);
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const x = middleX + (column + 0.5 - CENTRE) * unitsPerPixel;
      const y = middleY + (row + 0.5 - CENTRE) * unitsPerPixel;
      if (!near(x, y)) continue;
      let ink = 0;
      for (let s = 0; s < SAMPLES * SAMPLES; s++) {
        const sx = column + ((s % SAMPLES) + 0.5) / SAMPLES - CENTRE;
        const sy = row + (Math.floor(s / SAMPLES) + 0.5) / SAMPLES - CENTRE;
        const d = distance(middleX + sx * unitsPerPixel, middleY + sy * unitsPerPixel);
        ink += Math.min(1, Math.max(0, 0.5 - (d / unitsPerPixel) * SAMPLES));
      }
      const level = Math.round((ink / (SAMPLES * SAMPLES)) * (LEVELS - 1));
      out[offset + row * SIDE + column] = (level * 255) / (LEVELS - 1);
    }
  }
  return true;
}
