// Reading what a person types into a field for a list of numbers. Nothing is repaired: a number that does not fit, or too many
// of them, refuse the whole list with the reason.

import { editableNumber, type NumberEntry, readNumberEntry } from './number-entry';

export interface NumbersBounds {
  /** Inclusive, of each number. */
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** Of the longest list. */
  readonly maxLength: number;
  readonly layout: 'list' | 'square';
}

export type NumbersEntry =
  | { readonly kind: 'values'; readonly values: readonly number[] }
  | { readonly kind: 'tooMany'; readonly count: number }
  /** A square list that fills no square. */
  | { readonly kind: 'notSquare'; readonly count: number }
  /** The first entry that is refused. */
  | {
      readonly kind: 'refused';
      readonly text: string;
      readonly entry: Exclude<NumberEntry, { kind: 'value' }>;
    };

/** The side of a square of so many numbers; null where they fill none. */
export function sideOf(count: number): number | null {
  const side = Math.round(Math.sqrt(count));
  return side * side === count ? side : null;
}

/** Spaces, commas, semicolons and new lines stand between numbers, also in their full-width shapes; nothing is an empty list. */
export function readNumbersEntry(text: string, bounds: NumbersBounds): NumbersEntry {
  const parts = text
    .normalize('NFKC')
    .split(/[\s,;、]+/)
    .filter((part) => part !== '');
  const values: number[] = [];
  for (const part of parts) {
    const entry = readNumberEntry(part, { ...bounds, scale: 'linear' });
    if (entry.kind !== 'value') return { kind: 'refused', text: part, entry };
    values.push(entry.value);
  }
  if (values.length > bounds.maxLength) return { kind: 'tooMany', count: values.length };
  if (bounds.layout === 'square' && sideOf(values.length) === null) {
    return { kind: 'notSquare', count: values.length };
  }
  return { kind: 'values', values };
}

/** A list as the field shows it for editing: a square one row per line. */
export function editableNumbers(
  values: readonly number[],
  layout: NumbersBounds['layout'],
): string {
  const side = sideOf(values.length);
  const texts = values.map(editableNumber);
  if (layout === 'list' || side === null) return texts.join(', ');
  return Array.from({ length: side }, (_, row) =>
    texts.slice(row * side, (row + 1) * side).join(' '),
  ).join('\n');
}

/** What the rows of a square add up to. */
export function rowSums(values: readonly number[]): readonly number[] {
  const side = sideOf(values.length) ?? 0;
  return Array.from({ length: side }, (_, row) =>
    values.slice(row * side, (row + 1) * side).reduce((sum, value) => sum + value, 0),
  );
}

/** Ones on the diagonal, row by row. */
export const identityNumbers = (side: number): readonly number[] =>
  Array.from({ length: side * side }, (_, i) => (i % (side + 1) === 0 ? 1 : 0));
