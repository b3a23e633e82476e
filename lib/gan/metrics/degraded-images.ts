// Images made worse in known ways and by known amounts. Measures are checked against them, and a page can show beside a figure what
// it would be for blur, noise, a dropped class or a few repeated samples.

import type { RandomStream } from '../rng';
import { type Images, pixelsPerImage } from './images';

/** Source index with the edge repeated. */
const held = (index: number, side: number): number => Math.min(side - 1, Math.max(0, index));

/** Convolved with a Gaussian of standard deviation `sigma` pixels; 0 gives the same images. */
export function blurredImages(images: Images, sigma: number): Images {
  if (sigma === 0) return images;
  const { count, side, channels } = images;
  const reach = Math.ceil(3 * sigma);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let from = images.values;
  for (const stride of [channels, side * channels]) {
    const out = new Float32Array(from.length);
    for (let at = 0; at < count * side * side * channels; at++) {
      const index = Math.floor(at / stride) % side;
      let sum = 0;
      for (let k = -reach; k <= reach; k++) {
        const source = at + (held(index + k, side) - index) * stride;
        sum += (weights[k + reach] ?? 0) * (from[source] ?? 0);
      }
      out[at] = sum / total;
    }
    from = out;
  }
  return { ...images, values: from };
}

/** With N(0, sigma²) added to every value, cut off at [-1, 1]. */
export function noisyImages(images: Images, sigma: number, random: RandomStream): Images {
  const values = images.values.map((value) =>
    Math.min(1, Math.max(-1, value + sigma * random.normal())),
  );
  return { ...images, values };
}

/** As many images, but only those at these places, repeated in turn: dropped classes, duplicated samples. */
export function repeatedImages(images: Images, places: ArrayLike<number>): Images {
  const pixels = pixelsPerImage(images);
  const values = new Float32Array(images.values.length);
  for (let i = 0; i < images.count; i++) {
    const from = (places[i % places.length] ?? 0) * pixels;
    values.set(images.values.subarray(from, from + pixels), i * pixels);
  }
  return { ...images, values };
}
