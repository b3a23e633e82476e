import { describe, expect, it } from 'vitest';
import { type DrawnImages, drawImages, type FactorValues } from './drawn-images';
import { DRAWN_SETS } from './drawn-sets';

const SETS: readonly (readonly [string, DrawnImages])[] = await Promise.all(
  DRAWN_SETS.map(async ({ info, open }) => [info.id, await open()] as const),
);

const drawOne = (set: DrawnImages, size: number, values: FactorValues): Uint8Array => {
  const out = new Uint8Array(size * size * 3);
  set.createDrawer(size).paint(values, out, 0);
  return out;
};

describe.each(SETS)('%s', (_, set) => {
  const size = set.sizes[0]!;

  it('gives every factor a value inside its spec', () => {
    for (let index = 0; index < 500; index++) {
      const values = set.factorsOf(index, 3);
      expect(Object.keys(values).sort()).toEqual(set.factors.map(({ id }) => id).sort());
      for (const spec of set.factors) {
        const value = values[spec.id]!;
        if (spec.kind === 'category') {
          expect(Number.isInteger(value)).toBe(true);
          expect(spec.values[value]).toBeDefined();
        } else {
          expect(value).toBeGreaterThanOrEqual(spec.min);
          expect(value).toBeLessThanOrEqual(spec.max);
        }
      }
    }
  });

  it('uses every value of every category and both halves of every range', () => {
    const all = Array.from({ length: 600 }, (_, index) => set.factorsOf(index, 4));
    for (const spec of set.factors) {
      const values = all.map((one) => one[spec.id]!);
      if (spec.kind === 'category') {
        expect(new Set(values).size).toBe(spec.values.length);
      } else {
        const middle = (spec.min + spec.max) / 2;
        expect(values.some((value) => value < middle)).toBe(true);
        expect(values.some((value) => value > middle)).toBe(true);
      }
    }
  });

  it('balances its classes: any stretch of images holds each equally often, give or take one', () => {
    const { labels } = drawImages(set, { seed: 1, size, from: 0, count: set.classes.length * 3 });
    const counts = set.classes.map((_, k) => labels.filter((label) => label === k).length);
    expect(counts).toEqual(set.classes.map(() => 3));
    const spec = set.factors.find(({ id }) => id === set.classFactor);
    expect(spec?.kind === 'category' && spec.values).toEqual(set.classes);
  });

  it('draws the same image again, whatever was drawn before', () => {
    const batch = drawImages(set, { seed: 9, size, from: 0, count: 12 });
    const alone = drawImages(set, { seed: 9, size, from: 7, count: 1 });
    const bytes = size * size * 3;
    expect(alone.images).toEqual(batch.images.slice(7 * bytes, 8 * bytes));
    expect(alone.labels[0]).toBe(batch.labels[7]);
    const other = drawImages(set, { seed: 10, size, from: 7, count: 1 });
    expect(other.images).not.toEqual(alone.images);
  });

  it('depends on its factors alone and shows each of them', () => {
    for (const spec of set.factors) {
      let shown = 0;
      for (let index = 0; index < 10; index++) {
        const values = set.factorsOf(index, 5);
        const before = values[spec.id]!;
        const after =
          spec.kind === 'category'
            ? (before + 1) % spec.values.length
            : before < (spec.min + spec.max) / 2
              ? spec.max
              : spec.min;
        const original = drawOne(set, size, values);
        expect(drawOne(set, size, values)).toEqual(original);
        const changed = drawOne(set, size, { ...values, [spec.id]: after });
        if (changed.some((byte, i) => Math.abs(byte - original[i]!) > 8)) shown++;
      }
      // A hat can hide hair and dark lenses hide eyes, but mostly every factor is to be seen.
      expect(shown, spec.id).toBeGreaterThanOrEqual(7);
    }
  });

  it('shows the same picture at every size', () => {
    for (const other of set.sizes.slice(1)) {
      const ratio = other / size;
      let total = 0;
      let worst = 0;
      for (let index = 0; index < 20; index++) {
        const values = set.factorsOf(index, 6);
        const small = drawOne(set, size, values);
        const large = drawOne(set, other, values);
        let sum = 0;
        for (let y = 0; y < size; y++) {
          for (let x = 0; x < size; x++) {
            for (let c = 0; c < 3; c++) {
              let mean = 0;
              for (let dy = 0; dy < ratio; dy++) {
                for (let dx = 0; dx < ratio; dx++) {
                  mean += large[((y * ratio + dy) * other + x * ratio + dx) * 3 + c]!;
                }
              }
              sum += Math.abs(small[(y * size + x) * 3 + c]! - mean / (ratio * ratio));
            }
          }
        }
        const difference = sum / (size * size * 3);
        total += difference;
        worst = Math.max(worst, difference);
      }
      // Grey levels; strokes thinner than a pixel grow a little at the smaller size.
      expect(total / 20).toBeLessThan(3);
      expect(worst).toBeLessThan(6);
    }
  });
});

describe('the registry of drawn sets', () => {
  it('has at least ten labelled factors for faces and the six of shapes', () => {
    const counts = Object.fromEntries(DRAWN_SETS.map(({ info }) => [info.id, info.factors.length]));
    expect(counts.faces).toBeGreaterThanOrEqual(10);
    expect(counts.shapes).toBe(6);
  });
});
