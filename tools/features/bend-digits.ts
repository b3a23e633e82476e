// Random changes of digit images that leave their meaning: turned, sheared, scaled, moved, thicker or thinner strokes. So that
// the classifier of the feature set reads hands that its training images do not have.

import type { RandomStream } from '../../lib/gan/rng';

const MAX_TURN = (15 * Math.PI) / 180;
const MAX_SHEAR = 0.25;
const SCALES = [0.8, 1.2] as const;
const MAX_SHIFT_PIXELS = 2;
/** Waves that bend strokes, in pixels. */
const MAX_WAVE_PIXELS = 1.2;
const NOISE = 0.05;

/** Value at a place between pixels; ground (-1) outside. */
function sampled(image: Float32Array, side: number, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const at = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= side || row >= side
      ? -1
      : (image[row * side + column] ?? -1);
  const u = x - left;
  const v = y - top;
  const upper = at(left, top) * (1 - u) + at(left + 1, top) * u;
  const lower = at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u;
  return upper * (1 - v) + lower * v;
}

/** The largest (or smallest) of a pixel and its four neighbours, mixed in by `share`. */
function thickened(image: Float32Array, side: number, share: number): Float32Array {
  const pick = share > 0 ? Math.max : Math.min;
  const weight = Math.abs(share);
  return image.map((value, i) => {
    const x = i % side;
    const extreme = pick(
      value,
      x > 0 ? (image[i - 1] ?? value) : value,
      x < side - 1 ? (image[i + 1] ?? value) : value,
      image[i - side] ?? value,
      image[i + side] ?? value,
    );
    return value + weight * (extreme - value);
  });
}

/** A changed copy of an image [side, side] in [-1, 1]. */
export function bentDigit(image: Float32Array, side: number, random: RandomStream): Float32Array {
  const angle = random.uniformBetween(-MAX_TURN, MAX_TURN);
  const shear = random.uniformBetween(-MAX_SHEAR, MAX_SHEAR);
  const [scaleX, scaleY] = [random.uniformBetween(...SCALES), random.uniformBetween(...SCALES)];
  const shiftX = random.uniformBetween(-MAX_SHIFT_PIXELS, MAX_SHIFT_PIXELS);
  const shiftY = random.uniformBetween(-MAX_SHIFT_PIXELS, MAX_SHIFT_PIXELS);
  const waves = Array.from({ length: 4 }, () => ({
    size: random.uniformBetween(-MAX_WAVE_PIXELS, MAX_WAVE_PIXELS),
    period: random.uniformBetween(9, 24),
    phase: random.uniformBetween(0, 2 * Math.PI),
  }));
  const wave = (k: number, t: number): number => {
    const { size = 0, period = 1, phase = 0 } = waves[k] ?? {};
    return size * Math.sin((2 * Math.PI * t) / period + phase);
  };
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const middle = (side - 1) / 2;
  const source = thickened(image, side, random.uniformBetween(-0.6, 0.9));
  const noise = random.uniform() * NOISE;
  return Float32Array.from({ length: side * side }, (_, i) => {
    const dx = (i % side) - middle - shiftX;
    const dy = Math.floor(i / side) - middle - shiftY;
    const x = (cos * dx + sin * dy) / scaleX + (shear * dy) / scaleY;
    const y = (cos * dy - sin * dx) / scaleY;
    const moved = sampled(
      source,
      side,
      middle + x + wave(0, y) + wave(1, x),
      middle + y + wave(2, x) + wave(3, y),
    );
    return Math.min(1, Math.max(-1, moved + noise * random.normal()));
  });
}
