// A picture under construction: soft-edged layers painted over one another, each a signed distance in its own frame with a
// shaded material. Edges are anti-aliased by the distance itself, so one sample per pixel is enough; each layer visits only
// the pixels of its bounding box. Not a general canvas: no paths, no text.

import type { Material } from './colour';

/** Left, top, right, bottom in the units of the frame. */
export type Bounds = readonly [x0: number, y0: number, x1: number, y1: number];

export interface Layer {
  readonly bounds: Bounds;
  /** Signed distance in the units of the frame. */
  readonly distance: (x: number, y: number) => number;
  readonly material: Material;
  /** −1 is the material's shadow, 0 its own colour, 1 its light; values beyond are cut off. */
  readonly shade?: (x: number, y: number) => number;
  /** 0…1 */
  readonly alpha?: number;
  /** Width of the edge in frame units; the edge is never sharper than one pixel. */
  readonly soft?: number;
  /** The most that the distance changes per unit; 1 for true distances, more for squeezed ones. */
  readonly steepness?: number;
  /** Coverage to multiply with, [size * size], as `mask` gives it. */
  readonly clip?: Float32Array;
}

/** Where a frame lies in the picture, whose own frame is [-1, 1] on both axes with y down. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  /** Picture units per frame unit. */
  readonly scale: number;
  /** Radians, clockwise as y points down. */
  readonly angle: number;
}

const PICTURE: Placement = { x: 0, y: 0, scale: 1, angle: 0 };
const PICTURE_BOUNDS: Bounds = [-1, -1, 1, 1];

/** A distance changes by at most this per unit, unless its layer says otherwise. */
const STEEPNESS = 1.5;

/** Coverage below this is less than one grey level. */
const NEGLIGIBLE = 1 / 512;

export class Painter {
  readonly size: number;
  readonly #pixels: Float32Array;
  #place = PICTURE;
  #cos = 1;
  #sin = 0;

  constructor(size: number) {
    this.size = size;
    this.#pixels = new Float32Array(size * size * 3);
  }

  /** Side of a pixel in the units of the present frame. */
  get pixel(): number {
    return 2 / this.size / this.#place.scale;
  }

  /** Later layers lie in this frame; without an argument, in the picture's own. */
  frame(place: Placement = PICTURE): void {
    this.#place = place;
    this.#cos = Math.cos(place.angle);
    this.#sin = Math.sin(place.angle);
  }

  /** Paints every pixel: the start of a picture. In the picture's own frame. */
  background(material: Material, shade: (x: number, y: number) => number): void {
    this.frame();
    this.fill({
      bounds: PICTURE_BOUNDS,
      distance: () => Number.NEGATIVE_INFINITY,
      material,
      shade,
    });
  }

  /** Copies what is painted so far into `out`, or starts again from such a copy; both [size * size * 3]. */
  save(out: Float32Array): void {
    out.set(this.#pixels);
  }

  restore(saved: Float32Array): void {
    this.#pixels.set(saved);
  }

  /** Paints a layer over what is there. */
  fill(layer: Layer): void {
    const { distance, material, shade, alpha = 1, clip, soft = 0 } = layer;
    const { base, dark, light } = material;
    const pixels = this.#pixels;
    const area = this.#area(layer.bounds, soft);
    const width = Math.max(this.pixel, soft);
    const blurred = soft > this.pixel;
    // A distance of d promises that the edge is at least d / steepness away: so many pixels need no distance of their own.
    const perPixel = 1 / ((layer.steepness ?? STEEPNESS) * this.pixel);
    for (let row = area.top; row <= area.bottom; row++) {
      let known = 0;
      let t = 0;
      for (let column = area.left; column <= area.right; column++) {
        const pixel = row * this.size + column;
        const shown = clip === undefined ? 1 : (clip[pixel] as number);
        if (shown === 0) {
          if (known > 0) known--;
          continue;
        }
        const x = area.x + (row - area.top) * area.xPerRow + (column - area.left) * area.xPerColumn;
        const y = area.y + (row - area.top) * area.yPerRow + (column - area.left) * area.yPerColumn;
        if (known > 0) known--;
        else {
          const d = distance(x, y);
          t = 0.5 - d / width;
          known = Math.floor((Math.abs(d) - 0.5 * width) * perPixel);
        }
        if (t <= 0) {
          column += known;
          known = 0;
          continue;
        }
        const a = shown * (t >= 1 ? alpha : alpha * (blurred ? t * t * (3 - 2 * t) : t));
        if (a < NEGLIGIBLE) continue;
        const i = pixel * 3;
        let r = base[0];
        let g = base[1];
        let b = base[2];
        if (shade !== undefined) {
          const lit = shade(x, y);
          const other = lit < 0 ? dark : light;
          const share = Math.min(1, Math.abs(lit));
          r += (other[0] - r) * share;
          g += (other[1] - g) * share;
          b += (other[2] - b) * share;
        }
        pixels[i] = (pixels[i] as number) * (1 - a) + r * a;
        pixels[i + 1] = (pixels[i + 1] as number) * (1 - a) + g * a;
        pixels[i + 2] = (pixels[i + 2] as number) * (1 - a) + b * a;
      }
    }
  }

  /** Writes the coverage of a shape into `out`, [size * size], 0 to 1, for use as a clip. */
  mask(
    { bounds, distance, steepness = STEEPNESS }: Pick<Layer, 'bounds' | 'distance' | 'steepness'>,
    out: Float32Array,
  ): Float32Array {
    out.fill(0);
    const area = this.#area(bounds, 0);
    const width = this.pixel;
    const perPixel = 1 / (steepness * width);
    for (let row = area.top; row <= area.bottom; row++) {
      for (let column = area.left; column <= area.right; column++) {
        const x = area.x + (row - area.top) * area.xPerRow + (column - area.left) * area.xPerColumn;
        const y = area.y + (row - area.top) * area.yPerRow + (column - area.left) * area.yPerColumn;
        const d = distance(x, y);
        const t = Math.min(1, 0.5 - d / width);
        const known = Math.max(0, Math.floor((Math.abs(d) - 0.5 * width) * perPixel));
        const last = Math.min(area.right, column + known);
        if (t > 0) out.fill(t, row * this.size + column, row * this.size + last + 1);
        column = last;
      }
    }
    return out;
  }

  /** Writes the picture as bytes, size * size * 3 from `offset`. */
  write(out: Uint8Array, offset: number): void {
    const pixels = this.#pixels;
    for (let i = 0; i < pixels.length; i++) {
      const value = pixels[i] as number;
      out[offset + i] = value <= 0 ? 0 : value >= 255 ? 255 : value + 0.5;
    }
  }

  /** The pixels that a box of the frame can touch, where the first of them lies in the frame, and the steps from there. */
  #area([x0, y0, x1, y1]: Bounds, soft: number): Area {
    const { size } = this;
    const { x: px, y: py, scale } = this.#place;
    const cos = this.#cos;
    const sin = this.#sin;
    const width = Math.max(this.pixel, soft);
    // The box, widened by its edge, turned and moved into the picture; then its upright hull in pixels.
    const hx = ((x1 - x0) / 2 + width) * scale;
    const hy = ((y1 - y0) / 2 + width) * scale;
    const mx = ((x0 + x1) / 2) * scale;
    const my = ((y0 + y1) / 2) * scale;
    const cx = px + mx * cos - my * sin;
    const cy = py + mx * sin + my * cos;
    const ex = Math.abs(hx * cos) + Math.abs(hy * sin);
    const ey = Math.abs(hx * sin) + Math.abs(hy * cos);
    const left = Math.max(0, Math.floor(((cx - ex + 1) * size) / 2));
    const right = Math.min(size - 1, Math.floor(((cx + ex + 1) * size) / 2));
    const top = Math.max(0, Math.floor(((cy - ey + 1) * size) / 2));
    const bottom = Math.min(size - 1, Math.floor(((cy + ey + 1) * size) / 2));
    const dx = ((left + 0.5) * 2) / size - 1 - px;
    const dy = ((top + 0.5) * 2) / size - 1 - py;
    const step = 2 / size / scale;
    return {
      left,
      right,
      top,
      bottom,
      x: (dx * cos + dy * sin) / scale,
      y: (dy * cos - dx * sin) / scale,
      xPerColumn: cos * step,
      yPerColumn: -sin * step,
      xPerRow: sin * step,
      yPerRow: cos * step,
    };
  }
}

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: number;
  readonly y: number;
  readonly xPerColumn: number;
  readonly yPerColumn: number;
  readonly xPerRow: number;
  readonly yPerRow: number;
}
