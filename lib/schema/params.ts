// The closed vocabulary of settings: number, toggle, choice, list of numbers. A spec is plain data, so that the form, the
// URL codec, the command line and the docs tables are derived from it. This module knows nothing of any architecture.

import { PlaygroundError } from './errors';

export type ParamValue = number | boolean | string | readonly number[];
export type ParamRecord = Readonly<Record<string, ParamValue>>;

/** Where the form shows a setting. */
export const PARAM_GROUPS = [
  'data',
  'model',
  'generator',
  'discriminator',
  'loss',
  'training',
] as const;
export type ParamGroup = (typeof PARAM_GROUPS)[number];

/** Conditions on other settings; all must hold. Data, so that it crosses the wire. */
export type VisibleWhen = Readonly<Record<string, readonly ParamValue[]>>;

interface ParamCommon {
  readonly label: string;
  /** One sentence for a learner. */
  readonly help: string;
  readonly group: ParamGroup;
  /** True when a change takes effect at the next step of a running model. */
  readonly live: boolean;
  readonly visibleWhen?: VisibleWhen;
  /** Present where only data of this kind have a use for it; the form hides it for others. */
  readonly dataKind?: 'points' | 'images';
  /** Present on what makes the architecture what it is: the form shows it without being asked for all settings. */
  readonly essential?: true;
  /** What the paper used, where our default differs. */
  readonly paper?: string;
}

export interface NumberParam extends ParamCommon {
  readonly kind: 'number';
  readonly default: number;
  /** Inclusive bounds. */
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  readonly scale: 'linear' | 'log';
  readonly unit?: string;
}

export interface ToggleParam extends ParamCommon {
  readonly kind: 'toggle';
  readonly default: boolean;
}

export interface ChoiceParam<Id extends string = string> extends ParamCommon {
  readonly kind: 'choice';
  readonly default: Id;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
}

/** A list of numbers, such as the rows of a table one after the other. */
export interface NumbersParam extends ParamCommon {
  readonly kind: 'numbers';
  readonly default: readonly number[];
  /** Inclusive bounds of each number. */
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** Of the longest list; how many a run needs may depend on its data, which the architecture checks. */
  readonly maxLength: number;
  /** `square`: the rows of a square table, one per class, which the form shows as such. */
  readonly layout: 'list' | 'square';
}

export type ParamSpec = NumberParam | ToggleParam | ChoiceParam | NumbersParam;
export type ParamSpecs = Readonly<Record<string, ParamSpec>>;

/** The values that a set of specs describes. */
export type ParamValues<S extends ParamSpecs> = {
  readonly [K in keyof S]: S[K] extends NumberParam
    ? number
    : S[K] extends ToggleParam
      ? boolean
      : S[K] extends ChoiceParam<infer Id>
        ? Id
        : S[K] extends NumbersParam
          ? readonly number[]
          : never;
};

type NumberOptions = Omit<NumberParam, 'kind' | 'integer' | 'scale' | 'live'> &
  Partial<Pick<NumberParam, 'integer' | 'scale' | 'live'>>;

/** A number; live, real-valued and linear unless stated otherwise. */
export function number(options: NumberOptions): NumberParam {
  return { integer: false, scale: 'linear', live: true, ...options, kind: 'number' };
}

/** A whole number that needs a reset unless stated otherwise. */
export function integer(options: NumberOptions): NumberParam {
  return number({ live: false, ...options, integer: true });
}

/** A switch; live unless stated otherwise. */
export function toggle(
  options: Omit<ToggleParam, 'kind' | 'live'> & { readonly live?: boolean },
): ToggleParam {
  return { live: true, ...options, kind: 'toggle' };
}

/** One of several; live unless stated otherwise. */
export function choice<const Id extends string>(
  options: Omit<ChoiceParam<Id>, 'kind' | 'live' | 'default'> & {
    readonly live?: boolean;
    readonly default: NoInfer<Id>;
  },
): ChoiceParam<Id> {
  return { live: true, ...options, kind: 'choice' };
}

/** A list of numbers that needs a reset unless stated otherwise; empty, real-valued and without columns. */
export function numbers(
  options: Omit<NumbersParam, 'kind' | 'default' | 'integer' | 'layout' | 'live'> &
    Partial<Pick<NumbersParam, 'default' | 'integer' | 'layout' | 'live'>>,
): NumbersParam {
  return {
    default: [],
    integer: false,
    layout: 'list',
    live: false,
    ...options,
    kind: 'numbers',
  };
}

/** True when two values of a setting are the same; lists are compared by their numbers. */
export function sameParam(a: ParamValue | undefined, b: ParamValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** The default of every setting. */
export function defaultsOf<S extends ParamSpecs>(specs: S): ParamValues<S> {
  return Object.fromEntries(
    Object.entries(specs).map(([key, spec]) => [key, spec.default]),
  ) as ParamValues<S>;
}

/** True when the conditions of a setting hold. */
export function isVisible(spec: ParamSpec, values: ParamRecord): boolean {
  return Object.entries(spec.visibleWhen ?? {}).every(([key, allowed]) => {
    const value = values[key];
    return value !== undefined && allowed.some((one) => sameParam(one, value));
  });
}

/** A value as an error message shows it; objects by their type alone, since they may not convert to text. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value.slice(0, 40)}"`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

const wrongType = (key: string, expected: string, actual: string) =>
  new PlaygroundError('config.wrongType', { key, expected, actual });

/** One number within bounds. */
function parseNumber(
  key: string,
  bounds: Pick<NumberParam, 'min' | 'max' | 'integer'>,
  value: unknown,
): number {
  const expected = bounds.integer ? 'a whole number' : 'a number';
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw wrongType(key, expected, shown(value));
  if (bounds.integer && !Number.isInteger(value)) throw wrongType(key, expected, shown(value));
  const { min, max } = bounds;
  if (value < min || value > max) {
    throw new PlaygroundError('config.outOfRange', { key, value, min, max });
  }
  return value;
}

/**
 * Checks one value against its spec.
 * @throws PlaygroundError config.wrongType, config.outOfRange or config.unknownChoice; never clamps.
 */
export function parseParam(key: string, spec: ParamSpec, value: unknown): ParamValue {
  switch (spec.kind) {
    case 'number':
      return parseNumber(key, spec, value);
    case 'toggle':
      if (typeof value !== 'boolean') throw wrongType(key, 'true or false', shown(value));
      return value;
    case 'choice': {
      const option = spec.options.find(({ id }) => id === value);
      if (option === undefined) {
        throw new PlaygroundError('config.unknownChoice', {
          key,
          value: shown(value),
          allowed: spec.options.map(({ id }) => id),
        });
      }
      return option.id;
    }
    case 'numbers': {
      const expected = `a list of at most ${spec.maxLength} numbers`;
      if (!Array.isArray(value)) throw wrongType(key, expected, shown(value));
      if (value.length > spec.maxLength) throw wrongType(key, expected, `${value.length} numbers`);
      // Holes become undefined, which is no number.
      return Array.from(value as readonly unknown[], (one) => parseNumber(key, spec, one));
    }
  }
}

/** Reads the text of a setting, as a URL or the command line gives it. The value is not checked against the bounds. */
export function paramFromText(spec: ParamSpec, text: string): unknown {
  switch (spec.kind) {
    case 'number':
      return text.trim() === '' ? text : Number(text);
    case 'toggle':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'choice':
      return text;
    case 'numbers':
      return text.trim() === ''
        ? []
        : text.split(',').map((one) => (one.trim() === '' ? one : Number(one)));
  }
}

/** An own enumerable object that is neither null nor an array; the only shape that the parsers accept. */
export function asRecord(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PlaygroundError('config.notAnObject', { what });
  }
  return value as Readonly<Record<string, unknown>>;
}

/** @throws PlaygroundError config.unknownKey for the first key that is not allowed. */
export function rejectUnknownKeys(record: object, allowed: readonly string[]): void {
  for (const key of Object.keys(record)) {
    if (!allowed.includes(key)) throw new PlaygroundError('config.unknownKey', { key, allowed });
  }
}

/**
 * Checks a partial set of values and completes it from `base`.
 * @param base complete values, such as defaults or a preset
 * @throws PlaygroundError for an unknown key or a value outside its spec
 */
export function parseParams(specs: ParamSpecs, base: ParamRecord, raw: unknown): ParamRecord {
  const given = asRecord(raw, 'The settings');
  rejectUnknownKeys(given, Object.keys(specs));
  return Object.fromEntries(
    Object.entries(specs).map(([key, spec]) => [
      key,
      parseParam(key, spec, Object.hasOwn(given, key) ? given[key] : base[key]),
    ]),
  );
}
