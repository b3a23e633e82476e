// What measuring gives: a number, how far other samples would move it, and the parts that it is made of.

import type { Spread } from './spread';

export interface FigurePart {
  readonly label: string;
  /** Null where there were too few samples for this part. */
  readonly value: number | null;
  /** What the data have in its place, where a part is a share of the samples. */
  readonly inData?: number;
}

export interface Figure {
  /** Null where no part could be measured. */
  readonly value: number | null;
  readonly spread: Spread | null;
  /** Per class, per scale; empty for a plain number. */
  readonly parts: readonly FigurePart[];
  /** Images per class asked for (row) and class seen (column), in the order of the parts; null for other measures. */
  readonly confusion: readonly (readonly number[])[] | null;
}

export const figure = (value: number | null, rest: Partial<Figure> = {}): Figure => ({
  value,
  spread: null,
  parts: [],
  confusion: null,
  ...rest,
});

/** A share of `count` independent samples, with its binomial standard error. */
export const shareFigure = (share: number, count: number, rest: Partial<Figure> = {}): Figure =>
  figure(share, {
    spread: {
      standardDeviation: Math.sqrt((share * (1 - share)) / count),
      method: 'standardError',
      count,
    },
    ...rest,
  });
