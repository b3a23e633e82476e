// Round numbers for axes, and their texts: 1, 2 or 5 times a power of ten, all labels of an axis with the same number of
// decimals and a true minus sign.

/**
 * Multiples of a round step inside [min, max].
 * @param count how many labels there is room for; about as many come back, never more than count + 2
 */
export function linearTicks(min: number, max: number, count: number): number[] {
  const step = roundStep((max - min) / Math.max(1, count));
  if (!(step > 0)) return Number.isFinite(min) ? [min] : [];
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  // Multiplying an integer keeps 0.30000000000000004 out; adding 0 turns -0 into 0.
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step + 0);
}

/** The smallest of 1, 2, 5, 10 times a power of ten that is at least `rough`; 0 when `rough` is not a positive number. */
export function roundStep(rough: number): number {
  if (!(rough > 0) || !Number.isFinite(rough)) return 0;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** How many decimals tell two neighbouring ticks apart. */
export function decimalsOf(ticks: readonly number[]): number {
  const [first, second] = ticks;
  if (first === undefined || second === undefined) return 0;
  return Math.min(12, Math.max(0, -Math.floor(Math.log10(Math.abs(second - first)) + 1e-9)));
}

/** A number with a fixed number of decimals and a true minus sign. */
export function fixedText(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

/** The label of each tick. Very large and very small axes fall back to powers of ten. */
export function tickTexts(ticks: readonly number[]): string[] {
  const largest = Math.max(...ticks.map(Math.abs), 0);
  const decimals = decimalsOf(ticks);
  if (largest >= 1e5 || decimals > 4) {
    return ticks.map((tick) => (tick === 0 ? '0' : scientificText(tick)));
  }
  return ticks.map((tick) => fixedText(tick, decimals));
}

function scientificText(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(1).split('e');
  const short = mantissa.replace(/\.0$/, '').replace('-', '−');
  const raised = exponent.replace('+', '').replace('-', '−');
  return `${short}e${raised}`;
}

/** A measured number in about three significant digits, for summaries and tables. */
export function shortText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude >= 1e5 || magnitude < 1e-3)) return scientificText(value);
  if (Number.isInteger(value)) return fixedText(value, 0);
  const decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 0.1 ? 2 : 3;
  return fixedText(value, decimals);
}
