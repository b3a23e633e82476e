// Laplacian pyramid of one square image: what each scale adds to the next coarser one, and the coarsest as it is.
// Source: Burt and Adelson 1983, as in tkarras/progressive_growing_of_gans metrics/sliced_wasserstein.py.

/** Binomial weights, the classic generating kernel. */
const KERNEL = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16] as const;

/** No level is smaller: a patch of 7 pixels must find several places. */
export const SMALLEST_LEVEL = 14;

/** Index reflected about the first and the last pixel. */
function mirrored(index: number, side: number): number {
  if (index < 0) return -index;
  return index < side ? index : 2 * (side - 1) - index;
}

/** Convolved with KERNEL along both axes, edges mirrored; [side, side, channels]. */
function blurred(image: Float32Array, side: number, channels: number): Float32Array {
  let from = image;
  for (const stride of [channels, side * channels]) {
    const out = new Float32Array(from.length);
    for (let at = 0; at < from.length; at++) {
      const index = Math.floor(at / stride) % side;
      let sum = 0;
      for (let k = -2; k <= 2; k++) {
        const source = at + (mirrored(index + k, side) - index) * stride;
        sum += (KERNEL[k + 2] ?? 0) * (from[source] ?? 0);
      }
      out[at] = sum;
    }
    from = out;
  }
  return from;
}

/** Blurred, then every second pixel of every second row. */
export function pyramidDown(image: Float32Array, side: number, channels: number): Float32Array {
  const smooth = blurred(image, side, channels);
  const half = side / 2;
  const out = new Float32Array(half * half * channels);
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      const from = (2 * y * side + 2 * x) * channels;
      out.set(smooth.subarray(from, from + channels), (y * half + x) * channels);
    }
  }
  return out;
}

/** Spread to every second pixel, then blurred with four times the kernel; `side` is that of the result. */
export function pyramidUp(image: Float32Array, side: number, channels: number): Float32Array {
  const half = side / 2;
  const sparse = new Float32Array(side * side * channels);
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      for (let c = 0; c < channels; c++) {
        const from = (y * half + x) * channels + c;
        sparse[(2 * y * side + 2 * x) * channels + c] = 4 * (image[from] ?? 0);
      }
    }
  }
  return blurred(sparse, side, channels);
}

/** Sides of the levels, finest first. */
export function pyramidSides(side: number): number[] {
  const sides = [side];
  for (let s = side; s % 2 === 0 && s / 2 >= SMALLEST_LEVEL; s /= 2) sides.push(s / 2);
  return sides;
}

/** One array per level, [s, s, channels] with s of `pyramidSides`. */
export function laplacianPyramid(
  image: Float32Array,
  side: number,
  channels: number,
): Float32Array[] {
  const levels: Float32Array[] = [];
  let current = image;
  for (const [level, s] of pyramidSides(side).entries()) {
    if (level > 0) {
      const down = pyramidDown(current, 2 * s, channels);
      const up = pyramidUp(down, 2 * s, channels);
      levels.push(current.map((value, i) => value - (up[i] ?? 0)));
      current = down;
    }
  }
  levels.push(current);
  return levels;
}
