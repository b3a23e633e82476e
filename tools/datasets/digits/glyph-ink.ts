// The ink of a font's digit: the glyph rasterised large, turned into an exact Euclidean distance map, so that strokes can be
// made thinner or thicker by adding to the distance. Distance transform: Felzenszwalb and Huttenlocher 2012, "Distance
// transforms of sampled functions".

import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { Ink } from './ink';

/** Height of the digit in the raster. */
const HEIGHT = 128;
/** Empty room around it, so that distances outside are known. */
const MARGIN = 48;
const FAR = 1e12;

/** Squared distances along one line to the nearest zero of `f`, as the lower envelope of parabolas. */
function transformLine(f: Float64Array, count: number, out: Float64Array): void {
  const at = new Int32Array(count);
  const border = new Float64Array(count + 1);
  let k = 0;
  border[0] = -FAR;
  border[1] = FAR;
  const cross = (q: number, p: number) =>
    ((f[q] as number) + q * q - ((f[p] as number) + p * p)) / (2 * q - 2 * p);
  for (let q = 1; q < count; q++) {
    let s = cross(q, at[k] as number);
    while (s <= (border[k] as number)) {
      k--;
      s = cross(q, at[k] as number);
    }
    k++;
    at[k] = q;
    border[k] = s;
    border[k + 1] = FAR;
  }
  k = 0;
  for (let q = 0; q < count; q++) {
    while ((border[k + 1] as number) < q) k++;
    const p = at[k] as number;
    out[q] = (q - p) * (q - p) + (f[p] as number);
  }
}

/** Distance of each pixel to the nearest pixel where `inside` is true, [width * height]. */
export function distanceMap(
  width: number,
  height: number,
  inside: (pixel: number) => boolean,
): Float64Array {
  const map = Float64Array.from({ length: width * height }, (_, i) => (inside(i) ? 0 : FAR));
  const line = new Float64Array(Math.max(width, height));
  const result = new Float64Array(Math.max(width, height));
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) line[y] = map[y * width + x] as number;
    transformLine(line, height, result);
    for (let y = 0; y < height; y++) map[y * width + x] = result[y] as number;
  }
  for (let y = 0; y < height; y++) {
    line.set(map.subarray(y * width, (y + 1) * width));
    transformLine(line, width, result);
    for (let x = 0; x < width; x++) map[y * width + x] = Math.sqrt(result[x] as number);
  }
  return map;
}

/** Makes the font files usable by name; returns their names. */
export function registerFonts(paths: readonly string[]): readonly string[] {
  return paths.map((path, k) => {
    const family = `digit font ${k}`;
    if (GlobalFonts.registerFromPath(path, family) === null) {
      throw new Error(`the font ${path} cannot be read`);
    }
    return family;
  });
}

/** Rasterises one digit so that it is HEIGHT pixels high. */
function rasterise(family: string, digit: number) {
  const probe = createCanvas(8, 8).getContext('2d');
  const text = String(digit);
  probe.font = `100px "${family}"`;
  const loose = probe.measureText(text);
  const size = (100 * HEIGHT) / (loose.actualBoundingBoxAscent + loose.actualBoundingBoxDescent);
  probe.font = `${size}px "${family}"`;
  const box = probe.measureText(text);
  const inkWidth = box.actualBoundingBoxLeft + box.actualBoundingBoxRight;
  const width = Math.ceil(inkWidth) + 2 * MARGIN;
  const height = HEIGHT + 2 * MARGIN;
  const context = createCanvas(width, height).getContext('2d');
  context.font = probe.font;
  context.fillText(
    text,
    (width - inkWidth) / 2 + box.actualBoundingBoxLeft,
    MARGIN + box.actualBoundingBoxAscent,
  );
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, covered: (pixel: number) => (data[pixel * 4 + 3] as number) >= 128 };
}

/** The ink of a digit in a registered font. */
export function glyphInk(family: string, digit: number): Ink {
  const { width, height, covered } = rasterise(family, digit);
  const outside = distanceMap(width, height, covered);
  const inside = distanceMap(width, height, (pixel) => !covered(pixel));
  const signed = Float32Array.from(
    outside,
    // Each map counts from pixel centre to pixel centre; the edge lies half a pixel before.
    (d, i) => (d > 0 ? d - 0.5 : 0.5 - (inside[i] as number)) / HEIGHT,
  );
  let area = 0;
  let edge = 0;
  for (let i = 0; i < signed.length; i++) {
    if (covered(i)) {
      area++;
      if (!(covered(i - 1) && covered(i + 1) && covered(i - width) && covered(i + width))) edge++;
    }
  }
  const sample = (x: number, y: number): number => {
    const u = Math.min(width - 1.001, Math.max(0, x * HEIGHT + width / 2 - 0.5));
    const v = Math.min(height - 1.001, Math.max(0, y * HEIGHT + height / 2 - 0.5));
    const column = Math.floor(u);
    const row = Math.floor(v);
    const fx = u - column;
    const fy = v - row;
    const i = row * width + column;
    const top = (signed[i] as number) * (1 - fx) + (signed[i + 1] as number) * fx;
    const bottom =
      (signed[i + width] as number) * (1 - fx) + (signed[i + width + 1] as number) * fx;
    return top * (1 - fy) + bottom * fy;
  };
  return { distance: sample, halfWidth: area / Math.max(1, edge) / HEIGHT };
}
