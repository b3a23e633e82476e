// Brings images to the side and channels that a feature network was trained on.

import { type Images, pixelsPerImage } from '../images';

/** Luma weights. Source: ITU-R BT.601. */
const LUMA = [0.299, 0.587, 0.114] as const;

interface Taps {
  /** First source index and weights, per target index. */
  readonly from: Int32Array;
  readonly weights: readonly Float64Array[];
}

/** Linear interpolation between pixel centres, widened when shrinking, so that no source pixel is skipped. */
function tapsOf(source: number, target: number): Taps {
  const scale = source / target;
  const reach = Math.max(1, scale);
  const from = new Int32Array(target);
  const weights = Array.from({ length: target }, (_, i) => {
    const centre = (i + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(source - 1, Math.floor(centre + reach));
    from[i] = first;
    const raw = Float64Array.from({ length: last - first + 1 }, (_, k) =>
      Math.max(0, 1 - Math.abs(first + k - centre) / reach),
    );
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    return raw.map((weight) => weight / total);
  });
  return { from, weights };
}

/** [side, side, channels] to [target, target, channels]. */
function resized(image: Float32Array, side: number, channels: number, taps: Taps): Float32Array {
  const target = taps.weights.length;
  const rows = new Float32Array(side * target * channels);
  const along = (
    out: Float32Array,
    source: Float32Array,
    at: (line: number, index: number) => number,
    to: (line: number, index: number) => number,
    lines: number,
  ): void => {
    for (let line = 0; line < lines; line++) {
      for (let i = 0; i < target; i++) {
        const first = taps.from[i] ?? 0;
        const weights = taps.weights[i] ?? [];
        for (let c = 0; c < channels; c++) {
          let sum = 0;
          for (let k = 0; k < weights.length; k++) {
            sum += (weights[k] ?? 0) * (source[at(line, first + k) + c] ?? 0);
          }
          out[to(line, i) + c] = sum;
        }
      }
    }
  };
  along(
    rows,
    image,
    (y, x) => (y * side + x) * channels,
    (y, x) => (y * target + x) * channels,
    side,
  );
  const out = new Float32Array(target * target * channels);
  along(
    out,
    rows,
    (x, y) => (y * target + x) * channels,
    (x, y) => (y * target + x) * channels,
    target,
  );
  return out;
}

function recoloured(values: Float32Array, from: number, to: 1 | 3): Float32Array {
  if (from === to) return values;
  const pixels = values.length / from;
  return Float32Array.from({ length: pixels * to }, (_, i) => {
    if (to === 3) return values[Math.floor(i / 3)] ?? 0;
    return LUMA.reduce((sum, weight, c) => sum + weight * (values[3 * i + c] ?? 0), 0);
  });
}

/** The same images at `side` pixels: grey ones as three equal channels, coloured ones as luma. */
export function fitImages(images: Images, side: number, channels: 1 | 3): Images {
  const { count, side: own, channels: ownChannels } = images;
  let { values } = images;
  if (own !== side) {
    const taps = tapsOf(own, side);
    const pixels = pixelsPerImage(images);
    const size = side * side * ownChannels;
    const out = new Float32Array(count * size);
    for (let i = 0; i < count; i++) {
      const image = values.subarray(i * pixels, (i + 1) * pixels);
      out.set(resized(image, own, ownChannels, taps), i * size);
    }
    values = out;
  }
  return { count, side, channels, values: recoloured(values, ownChannels, channels) };
}
