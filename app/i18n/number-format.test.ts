import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatDuration,
  formatMeasure,
  formatSetting,
  formatShort,
  withUnit,
} from './number-format';

describe('numbers on the page', () => {
  it('counts in groups of three with a real minus sign', () => {
    expect([0, 999, 1240, -1234567].map(formatCount)).toEqual(['0', '999', '1,240', '−1,234,567']);
  });

  it('shortens large counts to three figures', () => {
    expect([950, 9999, 12_345, 3_400_000].map(formatShort)).toEqual([
      '950',
      '9,999',
      '12.3 k',
      '3.40 M',
    ]);
  });

  it('writes measurements in three figures', () => {
    expect([0, Math.LN2, 12.3456, 12345, 2e-7, Number.NaN].map(formatMeasure)).toEqual([
      '0',
      '0.693',
      '12.3',
      '12,345',
      '2.0e−7',
      '–',
    ]);
  });

  it('keeps every figure of a setting', () => {
    expect([0.0002, 1e-6, 1.000004, 1200, -3].map(formatSetting)).toEqual([
      '0.0002',
      '1e−6',
      '1.000004',
      '1,200',
      '−3',
    ]);
  });

  it('writes durations as clocks do', () => {
    expect([0, 42.9, 60, 3800].map(formatDuration)).toEqual(['0:00', '0:42', '1:00', '1:03:20']);
  });

  it('keeps a unit of letters apart from its number, and a sign beside it', () => {
    expect([withUnit('2.26', 'nat'), withUnit('30', '°'), withUnit('0.5', '')]).toEqual([
      '2.26\u202fnat',
      '30°',
      '0.5',
    ]);
  });
});
