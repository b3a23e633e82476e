// Mean and spread over seeds, and the comparison that verdicts rest on. Few seeds, so nothing finer than this is honest.

export interface Spread {
  readonly mean: number;
  /** Sample standard deviation (n - 1); 0 for one value. */
  readonly deviation: number;
}

/** Of at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}

/**
 * Whether `high` lies above `low` by more than the two spreads together (standard errors added in squares, twice over).
 * With three seeds this is a rule of thumb, not a test of significance.
 */
export function clearlyAbove(high: readonly number[], low: readonly number[]): boolean {
  const [a, b] = [spreadOf(high), spreadOf(low)];
  const error = Math.hypot(
    a.deviation / Math.sqrt(high.length),
    b.deviation / Math.sqrt(low.length),
  );
  return a.mean - b.mean > 2 * error && a.mean > b.mean;
}

/** `mean ± deviation`; the deviation only where there are several. */
export function spreadText(values: readonly number[], decimals: number): string {
  const { mean, deviation } = spreadOf(values);
  const text = mean.toFixed(decimals);
  return values.length > 1 ? `${text} ± ${deviation.toFixed(decimals)}` : text;
}
