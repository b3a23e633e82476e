import { describe, expect, it } from 'vitest';
import { chartSvg, ticksOver } from './chart';
import type { ClaimChart } from './claim';

const CHART: ClaimChart = {
  title: 'Score <by> size',
  across: 'size',
  up: 'score',
  places: [
    { label: 'one', arm: 'a' },
    { label: 'two', arm: 'b' },
  ],
  lines: [{ label: 'ours', measure: 'score' }],
};

const numbersOf = (svg: string, attribute: string, element: string): number[] =>
  [...svg.matchAll(new RegExp(`<${element} [^>]*\\b${attribute}="([\\d.-]+)"`, 'g'))].map((found) =>
    Number(found[1]),
  );

describe('the chart of a claim', () => {
  // Means 0 and 1, sample deviations 0 and √½.
  const svg = chartSvg(CHART, { a: { score: [0, 0] }, b: { score: [0.5, 1.5] } });

  it('puts a higher mean higher, and places from left to right', () => {
    const [a = 0, b = 0] = numbersOf(svg, 'cy', 'circle').slice(1);
    const [left = 0, right = 0] = numbersOf(svg, 'cx', 'circle').slice(1);
    expect(b).toBeLessThan(a);
    expect(left).toBeLessThan(right);
  });

  it('draws the deviation to the scale of the axis', () => {
    const [a = 0, b = 0] = numbersOf(svg, 'cy', 'circle').slice(1);
    const perUnit = a - b;
    const bars = [...svg.matchAll(/<line x1="([\d.]+)" y1="([\d.]+)" x2="\1" y2="([\d.]+)"/g)].map(
      (found) => Number(found[2]) - Number(found[3]),
    );
    expect(bars).toHaveLength(2);
    expect(bars[0]).toBeCloseTo(0, 1);
    expect((bars[1] ?? 0) / perUnit).toBeCloseTo(Math.SQRT2, 2);
  });

  it('is well formed where texts hold signs of XML', () => {
    expect(svg).toContain('Score &#60;by&#62; size');
    expect(svg).not.toContain('<by>');
  });

  it('refuses figures that are not there', () => {
    expect(() => chartSvg(CHART, { a: { score: [1] } })).toThrow('no figure score of "b"');
  });
});

describe('ticks', () => {
  it.each([
    [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0.71, 0.97, [0.7, 0.8, 0.9, 1]],
    [3, 3, [3, 3.2]],
  ])('from %d to %d are round and hold both', (least, greatest, expected) => {
    const ticks = ticksOver(least, greatest);
    expect(ticks.map((tick) => Number(tick.toFixed(6)))).toEqual(expected);
  });
});
