import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../lib/gan/catalog';
import { SIZES } from '../../lib/schema/catalog';
import {
  type ExperimentConfig,
  findArchitecture,
  MAX_SEED,
  parseConfig,
} from '../../lib/schema/config';
import { type DataRef, DRAWN_EXTENT, MAX_DRAWN_POINTS } from '../../lib/schema/data';
import { PlaygroundError } from '../../lib/schema/errors';
import type { ParamRecord, ParamSpec, ParamSpecs, ParamValue } from '../../lib/schema/params';
import {
  decodeExperiment,
  encodeExperiment,
  MAX_LINK_LENGTH,
  RESERVED_LINK_KEYS,
} from './url-codec';

const catalog = buildCatalog([]);
const RUNS = { numRuns: 1500, seed: 1 };

const config = (raw: object): ExperimentConfig =>
  parseConfig(catalog, {
    version: 1,
    seed: 7,
    data: { kind: 'builtin', id: 'ring' },
    architecture: 'gan',
    ...raw,
  });

const codeOf = (hash: string): string => {
  try {
    decodeExperiment(catalog, hash);
  } catch (error) {
    if (error instanceof PlaygroundError) return error.code;
    throw error;
  }
  return 'accepted';
};

const numberOf = ({
  min,
  max,
  integer,
}: {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}): fc.Arbitrary<number> =>
  integer
    ? fc.integer({ min, max })
    : // A minus before zero is lost, and means nothing.
      fc.double({ min, max, noNaN: true }).map((value) => value + 0);

const valuesOf = (spec: ParamSpec): fc.Arbitrary<ParamValue> => {
  switch (spec.kind) {
    case 'number':
      return numberOf(spec);
    case 'numbers':
      return fc.array(numberOf(spec), { maxLength: spec.maxLength });
    case 'toggle':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...spec.options.map(({ id }) => id));
  }
};

const someOf = (specs: ParamSpecs): fc.Arbitrary<ParamRecord> =>
  fc.record(Object.fromEntries(Object.entries(specs).map(([key, spec]) => [key, valuesOf(spec)])), {
    requiredKeys: [],
  }) as fc.Arbitrary<ParamRecord>;

const coordinate = fc
  .integer({ min: -100 * DRAWN_EXTENT, max: 100 * DRAWN_EXTENT })
  .map((hundredths) => hundredths / 100);
const points = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: MAX_DRAWN_POINTS })
  .map((list) => list.flat());
const name = fc.string({ unit: 'grapheme', maxLength: 20 });
const own = fc.record({
  kind: fc.constant('own' as const),
  name,
  sha256: fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'),
    minLength: 64,
    maxLength: 64,
  }),
  size: fc.integer({ min: 8, max: 256 }),
  channels: fc.constantFrom(1 as const, 3 as const),
  count: fc.integer({ min: 1, max: 10_000_000 }),
  classes: fc.array(name, { maxLength: 10 }),
});

const dataOf = (kind: 'points' | 'images'): fc.Arbitrary<DataRef> =>
  fc.oneof(
    kind === 'points' ? points.map((list) => ({ kind: 'drawn' as const, points: list })) : own,
    ...catalog.datasets
      .filter(({ info }) => info.kind === kind)
      .map(({ id, params }) =>
        someOf(params).map((values) => ({ kind: 'builtin' as const, id, params: values })),
      ),
  );

const experiment: fc.Arbitrary<ExperimentConfig> = fc.oneof(
  ...catalog.architectures.flatMap(({ id, params, presets }) =>
    (['points', 'images'] as const)
      .filter((kind) => presets[kind] !== undefined)
      .map((kind) =>
        fc
          .record({
            seed: fc.integer({ min: 0, max: MAX_SEED }),
            data: dataOf(kind),
            params: someOf(params),
          })
          .map((parts) => config({ ...parts, architecture: id })),
      ),
  ),
);

describe('a link', () => {
  it('is short and readable', () => {
    expect(encodeExperiment(catalog, config({ params: { size: 'M', lrD: 0.0123 } }))).toBe(
      'v=1&a=gan&d=ring&seed=7&size=M&lrD=0.0123',
    );
    expect(
      encodeExperiment(
        catalog,
        config({ data: { kind: 'builtin', id: 'ring', params: { modes: 9 } } }),
      ),
    ).toMatch(/^v=1&a=gan&d=ring&d\.modes=9&seed=7&size=\w+$/);
  });

  it('leaves out whatever the preset of a size says', () => {
    for (const size of SIZES) {
      expect(encodeExperiment(catalog, config({ params: { size } }))).toBe(
        `v=1&a=gan&d=ring&seed=7&size=${size}`,
      );
    }
  });

  it('of any experiment reads back as the same experiment', () => {
    fc.assert(
      fc.property(experiment, (original) => {
        const hash = encodeExperiment(catalog, original);
        expect(hash).toMatch(/^[\w.=&%~!*'(),-]*$/);
        expect(decodeExperiment(catalog, hash)).toEqual(original);
        expect(decodeExperiment(catalog, `#${hash}`)).toEqual(original);
      }),
      RUNS,
    );
  });

  it('holds as many points as can be drawn, to a hundredth', () => {
    const many = Array.from({ length: 2 * MAX_DRAWN_POINTS }, (_, i) => Math.sin(i) * DRAWN_EXTENT);
    const hash = encodeExperiment(catalog, config({ data: { kind: 'drawn', points: many } }));
    expect(hash.length).toBeLessThan(MAX_LINK_LENGTH);
    const { data } = decodeExperiment(catalog, hash);
    if (data.kind !== 'drawn') throw new Error('no points');
    for (const [i, value] of data.points.entries())
      expect(Math.abs(value - many[i]!)).toBeLessThan(0.005 + 1e-9);
  });

  it('replaces half a character in a name, which no URL can hold', () => {
    const data = {
      kind: 'own',
      name: 'cats\ud83d',
      sha256: 'a'.repeat(64),
      size: 32,
      channels: 3,
      count: 9,
      classes: [],
    };
    const hash = encodeExperiment(catalog, config({ data, architecture: 'dcgan' }));
    expect(decodeExperiment(catalog, hash).data).toMatchObject({ name: 'cats\ufffd' });
  });

  it.each([
    ['no pairs', 'hello', 'link.malformed'],
    ['nothing', '', 'link.malformed'],
    ['a nameless pair', 'v=1&=2', 'link.malformed'],
    ['an empty pair', 'v=1&a=gan&d=ring&seed=7&', 'link.malformed'],
    ['a key twice', 'v=1&a=gan&d=ring&seed=7&lrD=0.1&lrD=0.1', 'link.malformed'],
    ['a key twice, once escaped', 'v=1&a=gan&d=ring&seed=7&lrD=0.1&lr%44=0.1', 'link.malformed'],
    ['a damaged escape', 'v=1&a=gan&d=ring&seed=%7', 'link.malformed'],
    ['no version', 'a=gan&d=ring&seed=7', 'link.malformed'],
    ['no seed', 'v=1&a=gan&d=ring', 'link.malformed'],
    ['no points', 'v=1&a=gan&d=drawn&seed=7', 'link.malformed'],
    ['foreign letters as points', 'v=1&a=gan&d=drawn&seed=7&points=AA*A', 'link.malformed'],
    ['half a coordinate', 'v=1&a=gan&d=drawn&seed=7&points=AAAA', 'link.malformed'],
    ['half a point', 'v=1&a=gan&d=drawn&seed=7&points=AAA', 'config.wrongType'],
    ['a point outside', 'v=1&a=gan&d=drawn&seed=7&points=_38AAA', 'config.outOfRange'],
    ['another version', 'v=2&a=gan&d=ring&seed=7', 'config.version'],
    ['an unknown setting', 'v=1&a=gan&d=ring&seed=7&lrX=1', 'config.unknownKey'],
    ['an unknown data setting', 'v=1&a=gan&d=ring&seed=7&d.x=1', 'config.unknownKey'],
    ['points that no data set uses', 'v=1&a=gan&d=ring&seed=7&points=AAAA', 'config.unknownKey'],
    ['__proto__', 'v=1&a=gan&d=ring&seed=7&__proto__=1', 'config.unknownKey'],
    ['__proto__ of the data', 'v=1&a=gan&d=ring&seed=7&d.__proto__=1', 'config.unknownKey'],
    ['__proto__ of own data', 'v=1&a=dcgan&d=own&seed=7&own.__proto__=1', 'config.unknownKey'],
    ['an inherited name', 'v=1&a=gan&d=ring&seed=7&constructor=1', 'config.unknownKey'],
    ['own data without a fingerprint', 'v=1&a=dcgan&d=own&seed=7&own.size=32', 'config.wrongType'],
    ['a hexadecimal number', 'v=1&a=gan&d=ring&seed=0x7', 'config.wrongType'],
    ['an empty number', 'v=1&a=gan&d=ring&seed=7&lrD=', 'config.wrongType'],
    ['Infinity', 'v=1&a=gan&d=ring&seed=7&lrD=Infinity', 'config.wrongType'],
    ['a number beyond all bounds', 'v=1&a=gan&d=ring&seed=7&lrD=1e999', 'config.wrongType'],
    ['a half toggle', 'v=1&a=gan&d=ring&seed=7&gEma=yes', 'config.wrongType'],
    ['a number out of range', 'v=1&a=gan&d=ring&seed=7&lrD=50', 'config.outOfRange'],
    ['an unknown size', 'v=1&a=gan&d=ring&seed=7&size=XL', 'config.unknownChoice'],
    ['an unknown architecture', 'v=1&a=nope&d=ring&seed=7', 'config.unknownChoice'],
    ['an unknown data set', 'v=1&a=gan&d=nope&seed=7', 'config.unknownChoice'],
    ['data of the wrong kind', 'v=1&a=dcgan&d=ring&seed=7', 'config.incompatible'],
    ['too many letters', 'A'.repeat(MAX_LINK_LENGTH + 1), 'link.tooLong'],
  ])('with %s is refused', (_, hash, code) => {
    expect(codeOf(hash)).toBe(code);
  });

  it('is not made when the names of the classes do not fit', () => {
    const data = {
      kind: 'own',
      name: 'faces',
      sha256: 'a'.repeat(64),
      size: 32,
      channels: 3,
      count: 9,
      classes: Array.from({ length: 256 }, () => 'class '.repeat(10)),
    };
    expect(() => encodeExperiment(catalog, config({ data, architecture: 'dcgan' }))).toThrowError(
      expect.objectContaining({ code: 'link.tooLong' }),
    );
  });

  it('made of anything at all gives an experiment or a typed error', () => {
    const key = fc.oneof(
      fc.constantFrom('v', 'a', 'd', 'seed', 'points', 'd.modes', 'own.size', 'own.classes'),
      fc.constantFrom(...Object.keys(findArchitecture(catalog, 'gan').params), '__proto__'),
      fc.string(),
    );
    const value = fc.oneof(
      fc.constantFrom('1', 'gan', 'dcgan', 'ring', 'drawn', 'own', 'true', '0.5', '%', '%ff'),
      fc.string({ unit: 'binary' }),
      fc.double().map(String),
    );
    const pairs = fc
      .array(fc.tuple(key, value), { maxLength: 12 })
      .map((list) => list.map(([left, right]) => `${left}=${right}`).join('&'));
    const started = pairs.map((rest) => `v=1&a=gan&seed=7&d=ring&${rest}`);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), pairs, started), (hash) => {
        expect(codeOf(hash)).toMatch(/^(accepted|config\.|link\.)/);
      }),
      { numRuns: 3000, seed: 1 },
    );
  });

  it('damaged anywhere gives an experiment or a typed error, and an experiment is valid', () => {
    const letter = fc.oneof(fc.constantFrom(...'&=%#.-+,09eZ_'), fc.string({ maxLength: 2 }));
    fc.assert(
      fc.property(experiment, fc.nat(), fc.nat(3), letter, (original, where, removed, added) => {
        const hash = encodeExperiment(catalog, original);
        const at = where % (hash.length + 1);
        const damaged = hash.slice(0, at) + added + hash.slice(at + removed);
        if (codeOf(damaged) !== 'accepted') return;
        const read = decodeExperiment(catalog, damaged);
        expect(parseConfig(catalog, read)).toEqual(read);
      }),
      RUNS,
    );
  });
});

it('no setting has a key that a link needs for something else', () => {
  for (const { params } of catalog.architectures) {
    for (const key of Object.keys(params)) {
      expect(RESERVED_LINK_KEYS).not.toContain(key);
      expect(key).not.toContain('.');
    }
  }
});
