import { describe, expect, it } from 'vitest';
import { flat, hex, oklch } from './colour';
import { box, circle, ellipse, polygon, segment } from './distance';
import { Painter } from './painter';

const BLACK = flat([0, 0, 0]);
const WHITE = flat([255, 255, 255]);

function paintDisc(size: number, soft = 0): Uint8Array {
  const painter = new Painter(size);
  painter.background(BLACK, () => 0);
  painter.fill({
    bounds: [-0.5, -0.5, 0.5, 0.5],
    distance: (x, y) => circle(x, y, 0.5),
    material: WHITE,
    soft,
  });
  const out = new Uint8Array(size * size * 3);
  painter.write(out, 0);
  return out;
}

const meanOf = (bytes: Uint8Array) => bytes.reduce((a, b) => a + b, 0) / bytes.length / 255;

describe('the painter', () => {
  it('covers the area of a disc to within half a percent, sharp or soft, at any size', () => {
    const share = (Math.PI * 0.25) / 4;
    for (const size of [16, 32, 64]) {
      expect(Math.abs(meanOf(paintDisc(size)) - share)).toBeLessThan(0.005);
    }
    expect(Math.abs(meanOf(paintDisc(64, 0.15)) - share)).toBeLessThan(0.005);
  });

  it('skips pixels by their distance without changing the picture', () => {
    const draw = (steepness: number) => {
      const painter = new Painter(48);
      painter.background(BLACK, () => 0);
      painter.frame({ x: 0.1, y: -0.2, scale: 0.7, angle: 0.4 });
      painter.fill({
        bounds: [-0.9, -0.6, 0.9, 0.6],
        distance: (x, y) => Math.max(ellipse(x, y, 0.9, 0.6), -circle(x - 0.2, y, 0.3)),
        material: { base: [90, 90, 90], dark: [0, 0, 0], light: [255, 255, 255] },
        shade: (x, y) => x + y,
        steepness,
      });
      const out = new Uint8Array(48 * 48 * 3);
      painter.write(out, 0);
      return out;
    };
    expect(draw(1.5)).toEqual(draw(1e9));
  });

  it('turns and moves a frame: a bar at 90 degrees stands upright around its new place', () => {
    const painter = new Painter(32);
    painter.background(BLACK, () => 0);
    painter.frame({ x: 0.5, y: 0, scale: 1, angle: Math.PI / 2 });
    painter.fill({
      bounds: [-0.8, -0.1, 0.8, 0.1],
      distance: (x, y) => box(x, y, 0.8, 0.1, 0),
      material: WHITE,
    });
    const out = new Uint8Array(32 * 32 * 3);
    painter.write(out, 0);
    const at = (column: number, row: number) => out[(row * 32 + column) * 3];
    expect(at(24, 16)).toBe(255);
    expect(at(24, 6)).toBe(255);
    expect(at(16, 16)).toBe(0);
    expect(at(29, 16)).toBe(0);
  });
});

describe('distances', () => {
  it('are zero on the outline, and change by 1 per unit across it', () => {
    const square = Float64Array.of(-1, -1, 1, -1, 1, 1, -1, 1);
    const cases: [string, (x: number, y: number) => number, [number, number]][] = [
      ['circle', (x, y) => circle(x, y, 0.7), [0.7, 0]],
      ['ellipse', (x, y) => ellipse(x, y, 0.9, 0.4), [0.9, 0]],
      ['box', (x, y) => box(x, y, 0.5, 0.3, 0.1), [0.5, 0]],
      ['polygon', (x, y) => polygon(x, y, square), [1, 0.2]],
      ['capsule', (x, y) => segment(x, y, -1, 0, 1, 0) - 0.2, [0.1, 0.2]],
    ];
    for (const [name, distance, [x, y]] of cases) {
      expect(distance(x, y), name).toBeCloseTo(0, 12);
      const h = 1e-5;
      const gx = (distance(x + h, y) - distance(x - h, y)) / (2 * h);
      const gy = (distance(x, y + h) - distance(x, y - h)) / (2 * h);
      expect(Math.hypot(gx, gy), name).toBeCloseTo(1, 4);
      expect(distance(x * 0.9, y * 0.9), name).toBeLessThan(0);
    }
  });
});

describe('colours', () => {
  it('are read from hexadecimal', () => {
    expect(hex('#ff8000')).toEqual([255, 128, 0]);
  });

  it('of zero chroma are grey at every hue', () => {
    for (const hue of [0, 90, 200]) {
      const [r, g, b] = oklch(0.6, 0, hue);
      expect(Math.abs(r - g)).toBeLessThan(0.5);
      expect(Math.abs(g - b)).toBeLessThan(0.5);
    }
  });

  // Reference: the OKLab coordinates of sRGB red, L 0.62796, C 0.25768, h 29.234 degrees.
  it('give pure red at its published coordinates', () => {
    const [r, g, b] = oklch(0.62796, 0.25768, 29.234);
    expect(Math.abs(r - 255)).toBeLessThan(1);
    expect(g).toBeLessThan(3);
    expect(b).toBeLessThan(3);
  });
});
