import { describe, expect, it } from 'vitest';
import {
  lightnessOf,
  oklchToRgb,
  probabilityRamp,
  RAMP_ENDS,
  RAMP_ENTRIES,
  rampEntry,
  type Scheme,
} from './colour-ramp';

const SCHEMES = Object.keys(RAMP_ENDS) as Scheme[];

const lightnesses = (scheme: Scheme): number[] => {
  const ramp = probabilityRamp(scheme);
  return Array.from({ length: RAMP_ENTRIES }, (_, entry) =>
    lightnessOf(ramp[entry * 3]!, ramp[entry * 3 + 1]!, ramp[entry * 3 + 2]!),
  );
};

describe('the probability ramp', () => {
  it.each(SCHEMES)('changes lightness in one direction only (%s)', (scheme) => {
    const values = lightnesses(scheme);
    const direction = Math.sign(values.at(-1)! - values[0]!);
    // Eight entries apart, so that rounding to bytes cannot hide the direction.
    for (let entry = 8; entry < RAMP_ENTRIES; entry++) {
      expect(Math.sign(values[entry]! - values[entry - 8]!)).toBe(direction);
    }
  });

  it.each(SCHEMES)('is perceptually even: lightness is a straight line in D (%s)', (scheme) => {
    const values = lightnesses(scheme);
    const { low, high } = RAMP_ENDS[scheme];
    values.forEach((value, entry) => {
      const t = entry / (RAMP_ENTRIES - 1);
      // Half a byte of rounding and the clipped corner of the gamut are below one percent of lightness.
      expect(Math.abs(value - (low.lightness + (high.lightness - low.lightness) * t))).toBeLessThan(
        0.01,
      );
    });
  });

  it('keeps white, black and a known violet', () => {
    expect(oklchToRgb({ lightness: 1, chroma: 0, hue: 0 })).toEqual([255, 255, 255]);
    expect(oklchToRgb({ lightness: 0, chroma: 0, hue: 0 })).toEqual([0, 0, 0]);
    // CSS Color 4 gives rebeccapurple as oklch(44.03% 0.1603 303.37).
    const rebecca = oklchToRgb({ lightness: 0.4403, chroma: 0.1603, hue: 303.37 });
    [102, 51, 153].forEach((byte, channel) => {
      expect(Math.abs(rebecca[channel]! - byte)).toBeLessThanOrEqual(1);
    });
  });

  it('maps probabilities to entries and never leaves the table', () => {
    expect(rampEntry(0)).toBe(0);
    expect(rampEntry(1)).toBe(255);
    expect(rampEntry(0.5)).toBe(128);
    expect(rampEntry(-3)).toBe(0);
    expect(rampEntry(7)).toBe(255);
    expect(rampEntry(Number.NaN)).toBe(0);
  });
});
