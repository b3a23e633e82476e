// Multi-scale structural similarity (MS-SSIM) of two images, in [0, 1]. Its mean over random pairs of a class measures how alike
// a generator's images are.
// Source: Wang, Simoncelli and Bovik 2003, eq. 7 and section 3.2; as a diversity measure Odena et al. 2017, section 4.3
// (arXiv:1610.09585). Differs: small images have fewer scales, whose weights are scaled to sum 1, and a window no larger
// than the map, with σ in proportion; a negative mean contrast counts as 0, since its power is not real.

import { type Images, pixelsPerImage } from './images';
import type { Slices } from './slices';

/** Per scale, finest first. */
const WEIGHTS = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333] as const;
const WINDOW = 11;
const WINDOW_SIGMA = 1.5;
/** No scale has a smaller side. */
const SMALLEST_SIDE = 4;
/** Pixel values span [-1, 1]. */
const DYNAMIC_RANGE = 2;
const C1 = (0.01 * DYNAMIC_RANGE) ** 2;
const C2 = (0.03 * DYNAMIC_RANGE) ** 2;

/** Sides of the scales, finest first. */
export function similarityScales(side: number): number[] {
  const sides = [side];
  for (let s = side; s % 2 === 0 && s / 2 >= SMALLEST_SIDE; s /= 2) {
    if (sides.length === WEIGHTS.length) break;
    sides.push(s / 2);
  }
  return sides;
}

function gaussianWindow(side: number): Float64Array {
  const size = Math.min(WINDOW, side);
  const sigma = (WINDOW_SIGMA * size) / WINDOW;
  const window = Float64Array.from({ length: size }, (_, i) =>
    Math.exp(-((i - (size - 1) / 2) ** 2) / (2 * sigma * sigma)),
  );
  const total = window.reduce((sum, value) => sum + value, 0);
  return window.map((value) => value / total);
}

/** Where the window fits, [side - size + 1]², of one channel that lies [side, side]. */
function windowed(plane: Float64Array, side: number, window: Float64Array): Float64Array {
  const size = window.length;
  const valid = side - size + 1;
  const rows = new Float64Array(side * valid);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < valid; x++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += (window[k] ?? 0) * (plane[y * side + x + k] ?? 0);
      rows[y * valid + x] = sum;
    }
  }
  const out = new Float64Array(valid * valid);
  for (let y = 0; y < valid; y++) {
    for (let x = 0; x < valid; x++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += (window[k] ?? 0) * (rows[(y + k) * valid + x] ?? 0);
      out[y * valid + x] = sum;
    }
  }
  return out;
}

const times = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((value, i) => value * (b[i] ?? 0));

/** Mean contrast-structure term, and mean SSIM, of one channel at one scale. */
function similarityOf(a: Float64Array, b: Float64Array, side: number) {
  const window = gaussianWindow(side);
  const meanA = windowed(a, side, window);
  const meanB = windowed(b, side, window);
  const aa = windowed(times(a, a), side, window);
  const bb = windowed(times(b, b), side, window);
  const ab = windowed(times(a, b), side, window);
  let contrast = 0;
  let whole = 0;
  for (let i = 0; i < meanA.length; i++) {
    const ma = meanA[i] ?? 0;
    const mb = meanB[i] ?? 0;
    const covariance = (ab[i] ?? 0) - ma * mb;
    const variances = (aa[i] ?? 0) - ma * ma + (bb[i] ?? 0) - mb * mb;
    const cs = (2 * covariance + C2) / (variances + C2);
    contrast += cs / meanA.length;
    whole += (cs * (2 * ma * mb + C1)) / (ma * ma + mb * mb + C1) / meanA.length;
  }
  return { contrast, whole };
}

/** Means of 2 × 2 blocks. */
function halved(plane: Float64Array, side: number): Float64Array {
  const half = side / 2;
  return Float64Array.from({ length: half * half }, (_, i) => {
    const from = 2 * Math.floor(i / half) * side + 2 * (i % half);
    const top = (plane[from] ?? 0) + (plane[from + 1] ?? 0);
    return (top + (plane[from + side] ?? 0) + (plane[from + side + 1] ?? 0)) / 4;
  });
}

function planesOf(images: Images, index: number): Float64Array[] {
  const { side, channels } = images;
  const from = index * pixelsPerImage(images);
  return Array.from({ length: channels }, (_, c) =>
    Float64Array.from(
      { length: side * side },
      (_, i) => images.values[from + i * channels + c] ?? 0,
    ),
  );
}

/** MS-SSIM of images `first` and `second`; channels are averaged at every scale. */
export function multiScaleSimilarity(images: Images, first: number, second: number): number {
  const scales = similarityScales(images.side);
  const total = WEIGHTS.slice(0, scales.length).reduce((sum, weight) => sum + weight, 0);
  let a = planesOf(images, first);
  let b = planesOf(images, second);
  let result = 1;
  for (const [scale, side] of scales.entries()) {
    const last = scale === scales.length - 1;
    let mean = 0;
    for (const [c, plane] of a.entries()) {
      const found = similarityOf(plane, b[c] ?? plane, side);
      mean += (last ? found.whole : found.contrast) / a.length;
    }
    result *= Math.max(0, mean) ** ((WEIGHTS[scale] ?? 0) / total);
    if (!last) {
      a = a.map((plane) => halved(plane, side));
      b = b.map((plane) => halved(plane, side));
    }
  }
  return result;
}

/** MS-SSIM of every pair, [pairs]. @param pairs [count, 2] */
export function* pairSimilarities(images: Images, pairs: Int32Array): Slices<Float64Array> {
  const count = pairs.length / 2;
  const out = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    out[k] = multiScaleSimilarity(images, pairs[2 * k] ?? 0, pairs[2 * k + 1] ?? 0);
    yield (k + 1) / count;
  }
  return out;
}
