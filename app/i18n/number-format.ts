// How numbers are written on the page: figures that fit their column, a real minus sign, thin groups of three. Not for
// files or links, which keep every digit.

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

const signed = (text: string): string =>
  text.replace(/^-/, '−').replace('e-', 'e−').replace('e+', 'e');

/** A whole number with groups: 12,400. */
export const formatCount = (value: number): string =>
  signed(value < 0 ? `-${group(String(-value))}` : group(String(value)));

/** A large number in three figures and a unit of a thousand or a million: 1.24 k, 3.4 M. */
export function formatShort(value: number): string {
  if (value < 10_000) return formatCount(Math.round(value));
  if (value < 1e6) return `${(value / 1e3).toPrecision(3)} k`;
  if (value < 1e9) return `${(value / 1e6).toPrecision(3)} M`;
  return `${(value / 1e9).toPrecision(3)} G`;
}

/** A measurement in three figures; powers of ten outside 0.001 to 100,000. */
export function formatMeasure(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) return signed(value.toExponential(1));
  if (size >= 1000) return formatCount(Math.round(value));
  return signed(value.toPrecision(3));
}

/** A setting with every figure it has: 0.0002, 1e−6. */
export function formatSetting(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-4) return signed(value.toExponential());
  return Number.isInteger(value) ? formatCount(value) : signed(String(value));
}

/** Minutes and seconds, hours where there are any: 0:42, 1:03:20. */
export function formatDuration(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = two(whole % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** A number and its unit, as they are set: 2.26 nat with a space that does not break, 30° without. */
export const withUnit = (number: string, unit: string): string =>
  unit === '' || unit === '°' || unit === '%' ? `${number}${unit}` : `${number}\u202f${unit}`;
