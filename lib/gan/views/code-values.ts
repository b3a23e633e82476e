// What a picture can sweep: each categorical code through its categories, each continuous code evenly over its range or twice as
// far, where G has never been.

import type { LatentControl } from '../../schema/latents';
import { choice, type ParamRecord, type ParamSpecs } from '../../schema/params';
import { oneHot } from '../latent/category-rows';
import { type CodePart, codeParts } from '../latent/code-controls';

/** One code: columns `offset` to `offset + width` of a row. */
export interface SweptCode {
  readonly id: string;
  readonly label: string;
  readonly offset: number;
  readonly width: number;
  /** Names of the categories; null for a number. */
  readonly names: readonly string[] | null;
  readonly low: number;
  readonly high: number;
}

function codesOf({ control, offset, width }: CodePart): readonly SweptCode[] {
  switch (control.kind) {
    case 'category':
      return [
        {
          id: control.id,
          label: control.label,
          offset,
          width,
          names: control.names,
          low: 0,
          high: 1,
        },
      ];
    case 'code':
      return Array.from({ length: width }, (_, k) => ({
        id: `${control.id}${k + 1}`,
        label: `Code ${k + 1}`,
        offset: offset + k,
        width: 1,
        names: null,
        low: control.low,
        high: control.high,
      }));
  }
}

/** Every code of a latent by itself. */
export const sweptCodes = (controls: readonly LatentControl[]): readonly SweptCode[] =>
  codeParts(controls).flatMap(codesOf);

const FAR = 2;

/** Which code a picture sweeps, and how far. */
export function sweepArgs(codes: readonly SweptCode[]): ParamSpecs {
  const [first] = codes;
  if (first === undefined) throw new Error('no code to sweep');
  const numbers = codes.filter(({ names }) => names === null).map(({ id }) => id);
  return {
    code: choice({
      label: 'Code',
      help: 'Which code changes along a row, all else the same.',
      group: 'model',
      options: codes.map(({ id, label }) => ({ id, label })),
      default: first.id,
    }),
    ...(numbers.length === 0
      ? {}
      : {
          reach: choice({
            label: 'Range',
            help: 'The range that training draws from, or twice as far, where G has never been.',
            group: 'model',
            options: [
              { id: 'drawn', label: 'As drawn' },
              { id: 'far', label: 'Twice as far' },
            ],
            default: 'drawn',
            visibleWhen: { code: numbers },
          }),
        }),
  };
}

/** The code that these arguments name. */
export function sweptCode(codes: readonly SweptCode[], args: ParamRecord): SweptCode {
  const found = codes.find(({ id }) => id === args.code);
  if (found === undefined) throw new Error(`no code ${String(args.code)}`);
  return found;
}

export interface SweepValue {
  readonly name: string;
  /** [width] of the code. */
  readonly value: readonly number[];
}

/** `steps` numbers evenly over the range of a continuous code, both ends included. */
export function evenSweep({ low, high }: SweptCode, far: boolean, steps: number): number[] {
  const middle = (low + high) / 2;
  const half = ((high - low) / 2) * (far ? FAR : 1);
  return Array.from({ length: steps }, (_, i) => middle + half * ((2 * i) / (steps - 1) - 1));
}

/**
 * The values that a code goes through: its categories, or `steps` numbers.
 * @param most so many categories at most
 */
export function sweepValues(
  code: SweptCode,
  args: ParamRecord,
  steps: number,
  most: number,
): readonly SweepValue[] {
  if (code.names !== null) {
    return code.names.slice(0, most).map((name, k) => ({ name, value: oneHot(code.width, k) }));
  }
  return evenSweep(code, args.reach === 'far', steps).map((value) => ({
    name: value.toFixed(1),
    value: [value],
  }));
}
