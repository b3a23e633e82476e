// Reading what a person types into a number field, and the mapping between a value and its slider. Nothing is clamped or
// repaired: what is outside the bounds is refused with the reason.

import { assertNever } from '../../../lib/schema/errors';

export interface NumberBounds {
  /** Inclusive. */
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  readonly scale: 'linear' | 'log';
}

export type NumberEntry =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'notANumber' }
  | { readonly kind: 'notWhole' }
  | { readonly kind: 'outOfRange'; readonly value: number };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Accepts 0.0002, 2e-4 and .5, also with a real minus sign or in the full-width figures of an input method. */
export function readNumberEntry(text: string, bounds: NumberBounds): NumberEntry {
  const plain = text.normalize('NFKC').replaceAll('−', '-').trim();
  if (plain === '') return { kind: 'empty' };
  if (!NUMBER.test(plain)) return { kind: 'notANumber' };
  const value = Number(plain);
  if (bounds.integer && !Number.isInteger(value)) return { kind: 'notWhole' };
  if (!(value >= bounds.min && value <= bounds.max)) return { kind: 'outOfRange', value };
  return { kind: 'value', value };
}

/** A value as the field shows it for editing: every figure, no groups. */
export function editableNumber(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : String(value);
}

/** Positions of a slider per sweep. */
export const SLIDER_STEPS = 1000;
/** Figures that a position on a logarithmic slider is rounded to. */
const LOG_FIGURES = 2;

/** Where the slider stands for a value, 0 to SLIDER_STEPS. */
export function sliderPosition(value: number, { min, max, scale }: NumberBounds): number {
  if (max === min) return 0;
  switch (scale) {
    case 'linear':
      return Math.round(((value - min) / (max - min)) * SLIDER_STEPS);
    case 'log':
      return Math.round((Math.log(value / min) / Math.log(max / min)) * SLIDER_STEPS);
    default:
      return assertNever(scale);
  }
}

/** The largest of 1, 2, 5 · 10ⁿ that divides the range into at least `parts`. */
function niceStep(range: number, parts: number): number {
  const raw = range / parts;
  const power = 10 ** Math.floor(Math.log10(raw));
  return ([5, 2, 1].find((factor) => factor * power <= raw * (1 + 1e-9)) ?? 1) * power;
}

/** The step of a linear slider: whole numbers, or a round two-hundredth of the range. */
export const linearStep = ({ min, max, integer }: NumberBounds): number =>
  integer ? Math.max(1, Math.round(niceStep(max - min, 200))) : niceStep(max - min, 200);

/** Binary fractions such as 0.1 + 0.2 lose their tail. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** The value at a position of the slider, rounded to what a person would write, inside the bounds. */
export function valueAtPosition(position: number, bounds: NumberBounds): number {
  const { min, max, integer, scale } = bounds;
  if (position <= 0) return min;
  if (position >= SLIDER_STEPS) return max;
  const share = position / SLIDER_STEPS;
  const exact = scale === 'log' ? min * (max / min) ** share : min + (max - min) * share;
  const step = linearStep(bounds);
  const round =
    scale === 'log'
      ? Number(exact.toPrecision(LOG_FIGURES))
      : tidy(Math.round(exact / step) * step);
  const value = integer ? Math.round(round) : round;
  // The rounding may step over a bound that is not round itself.
  return Math.min(max, Math.max(min, value));
}

/** One press of an arrow key in the field: half of the leading power of ten, a step of the slider, or 1. */
export function neighbour(value: number, direction: 1 | -1, bounds: NumberBounds): number {
  const step = bounds.integer
    ? 1
    : bounds.scale === 'log'
      ? 10 ** Math.floor(Math.log10(Math.abs(value)) - 1 + 1e-9) *
        (direction < 0 && isPower(value) ? 0.5 : 5)
      : linearStep(bounds);
  const next = tidy(value + direction * step);
  return Math.min(bounds.max, Math.max(bounds.min, next));
}

const isPower = (value: number): boolean => Number.isInteger(tidy(Math.log10(Math.abs(value))));
