import { describe, expect, it } from 'vitest';
import { createStream } from '../../../lib/gan/rng';
import { randomBend } from './bend';
import { drawDigits } from './digits';
import { frameDigit, SIDE } from './frame-digit';
import { distanceMap } from './glyph-ink';
import { createHand, handInk } from './hand-ink';
import type { Ink } from './ink';
import { SKELETONS } from './skeletons';

const disc: Ink = { distance: (x, y) => Math.hypot(x, y) - 0.45, halfWidth: 0.2 };
const font = Array.from({ length: 10 }, () => disc);
const FONTS = { train: [font], test: [font] };

describe('drawing digits', () => {
  it('gives image k the same pixels however many are drawn', () => {
    const few = drawDigits(FONTS, { seed: 3, trainCount: 10, testCount: 0 });
    const more = drawDigits(FONTS, { seed: 3, trainCount: 20, testCount: 0 });
    expect(more.images.subarray(0, few.images.length)).toEqual(few.images);
    const other = drawDigits(FONTS, { seed: 4, trainCount: 10, testCount: 0 });
    expect(other.images).not.toEqual(few.images);
  });

  it('uses hands in the held-out part that the training part never uses', () => {
    // The same image, once as the last training image and once as the first held-out one.
    const train = drawDigits(FONTS, { seed: 3, trainCount: 30, testCount: 0 });
    const test = drawDigits(FONTS, { seed: 3, trainCount: 0, testCount: 30 });
    let different = 0;
    for (let k = 0; k < 30; k++) {
      const range = [k * 784, (k + 1) * 784] as const;
      const same = Buffer.from(train.images.slice(...range)).equals(test.images.slice(...range));
      if (!same) different++;
    }
    // Only the images of the one font that stands for both parts here stay the same.
    expect(different).toBeGreaterThan(9);
    expect(different).toBeLessThan(30);
  });
});

describe('framing', () => {
  const out = new Uint8Array(SIDE * SIDE);
  const momentsOf = (distance: (x: number, y: number) => number) => {
    expect(frameDigit(distance, out, 0)).toBe(true);
    let mass = 0;
    let x = 0;
    let y = 0;
    const columns = new Set<number>();
    const rows = new Set<number>();
    out.forEach((value, i) => {
      mass += value;
      x += value * (i % SIDE);
      y += value * Math.floor(i / SIDE);
      if (value < 100) return;
      columns.add(i % SIDE);
      rows.add(Math.floor(i / SIDE));
    });
    return { x: x / mass, y: y / mass, width: columns.size, height: rows.size };
  };

  it('fits the longer side into 20 pixels and centres the mass, wherever the digit was', () => {
    const bar = (cx: number, cy: number) => (x: number, y: number) =>
      Math.max(Math.abs(x - cx) - 0.1, Math.abs(y - cy) - 0.4);
    for (const [cx, cy] of [
      [0, 0],
      [0.3, -0.2],
    ] as const) {
      const { x, y, width, height } = momentsOf(bar(cx, cy));
      expect(Math.abs(x - 14)).toBeLessThan(0.2);
      expect(Math.abs(y - 14)).toBeLessThan(0.2);
      expect(Math.abs(height - 20)).toBeLessThanOrEqual(1);
      expect(Math.abs(width - 5)).toBeLessThanOrEqual(1);
    }
  });

  it('uses sixteen grey levels, black and white among them', () => {
    momentsOf((x, y) => Math.abs(Math.hypot(x, y) - 0.4) - 0.06);
    const levels = new Set(out);
    expect(levels.has(0)).toBe(true);
    expect(levels.has(255)).toBe(true);
    for (const level of levels) expect(level % 17).toBe(0);
  });

  it('refuses an empty picture', () => {
    expect(frameDigit(() => 1, out, 0)).toBe(false);
  });
});

describe('the distance map', () => {
  it('is the Euclidean distance to the nearest set pixel', () => {
    const map = distanceMap(7, 5, (pixel) => pixel === 2 * 7 + 1 || pixel === 6);
    for (let y = 0; y < 5; y++) {
      for (let x = 0; x < 7; x++) {
        const nearest = Math.min(Math.hypot(x - 1, y - 2), Math.hypot(x - 6, y));
        expect(map[y * 7 + x]).toBeCloseTo(nearest, 10);
      }
    }
  });
});

describe('hands', () => {
  it('write every digit in every form about one unit high, with ink under every point', () => {
    const random = createStream(1, 'test');
    for (let id = 0; id < 20; id++) {
      const hand = createHand(5, id);
      SKELETONS.forEach((_, digit) => {
        const { distance } = handInk(5, hand, digit, random);
        let top = 1;
        let bottom = -1;
        for (let y = -0.95; y < 0.95; y += 0.02) {
          for (let x = -0.9; x < 0.9; x += 0.02) {
            if (distance(x, y) > 0) continue;
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
          }
        }
        expect(bottom - top).toBeGreaterThan(0.75);
        expect(bottom - top).toBeLessThan(1.5);
      });
    }
  });

  it('differ from one another and from one writing to the next', () => {
    const at = (id: number, stream: string) =>
      handInk(5, createHand(5, id), 8, createStream(1, stream)).distance(0.1, 0.3);
    expect(at(1, 'a')).toBe(at(1, 'a'));
    expect(at(1, 'a')).not.toBe(at(1, 'b'));
    expect(at(1, 'a')).not.toBe(at(2, 'a'));
  });
});

describe('bending', () => {
  it('without spread is the plain slant', () => {
    const bend = randomBend(createStream(1, 'bend'), {
      slant: 0.2,
      slantSpread: 0,
      turnSpread: 0,
      stretch: 1,
      stretchSpread: 0,
      elastic: 0,
    });
    expect(bend(0.1, 0.5)).toEqual([0.1 + 0.2 * 0.5, 0.5]);
  });

  it('is smooth: near points stay near', () => {
    const bend = randomBend(createStream(1, 'bend'), {
      slant: 0.1,
      slantSpread: 0.2,
      turnSpread: 0.1,
      stretch: 1,
      stretchSpread: 0.1,
      elastic: 0.04,
    });
    const h = 1e-3;
    for (let y = -0.8; y < 0.8; y += 0.1) {
      for (let x = -0.8; x < 0.8; x += 0.1) {
        const [ax, ay] = bend(x, y);
        const [bx, by] = bend(x + h, y);
        const stretched = Math.hypot(bx - ax, by - ay) / h;
        expect(stretched).toBeGreaterThan(0.4);
        expect(stretched).toBeLessThan(2);
      }
    }
  });
});
