import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../gan/catalog';
import { SIZES } from './catalog';
import {
  changedKeys,
  completeParams,
  findArchitecture,
  keysNeedingReset,
  parseConfig,
  presetParams,
} from './config';
import { PlaygroundError } from './errors';
import { isVisible, numbers, paramFromText, parseParam } from './params';

const catalog = buildCatalog([]);
const valid = {
  version: 1,
  seed: 7,
  data: { kind: 'builtin', id: 'ring' },
  architecture: 'gan',
  params: { lrG: 0.01 },
} as const;

const codeOf = (raw: unknown): string => {
  try {
    parseConfig(catalog, raw);
  } catch (error) {
    if (error instanceof PlaygroundError) return error.code;
    throw error;
  }
  return 'accepted';
};

describe('an experiment', () => {
  it('is completed from the preset of its size', () => {
    const config = parseConfig(catalog, { ...valid, params: { size: 'nano', lrG: 0.01 } });
    const preset = presetParams(findArchitecture(catalog, 'gan'), 'points', 'nano');
    expect(config.params).toEqual({ ...preset, lrG: 0.01 });
    expect(config.params.hiddenG).not.toBe(
      presetParams(findArchitecture(catalog, 'gan'), 'points', 'M').hiddenG,
    );
  });

  it('is unchanged by parsing it again', () => {
    const config = parseConfig(catalog, valid);
    expect(parseConfig(catalog, JSON.parse(JSON.stringify(config)))).toEqual(config);
  });

  it.each([
    ['an unknown setting', { ...valid, params: { lrX: 1 } }, 'config.unknownKey'],
    ['an unknown field', { ...valid, extra: 1 }, 'config.unknownKey'],
    ['a number out of range', { ...valid, params: { lrG: 5 } }, 'config.outOfRange'],
    ['NaN', { ...valid, params: { lrG: Number.NaN } }, 'config.wrongType'],
    ['an absurd width', { ...valid, params: { hiddenG: 1e9 } }, 'config.outOfRange'],
    [
      'a fraction where a whole number belongs',
      { ...valid, params: { hiddenG: 8.5 } },
      'config.wrongType',
    ],
    ['an unknown loss', { ...valid, params: { loss: 'magic' } }, 'config.unknownChoice'],
    ['an unknown architecture', { ...valid, architecture: 'nope' }, 'config.unknownChoice'],
    [
      'an unknown data set',
      { ...valid, data: { kind: 'builtin', id: 'nope' } },
      'config.unknownChoice',
    ],
    ['points for a convolutional net', { ...valid, architecture: 'dcgan' }, 'config.incompatible'],
    ['a newer version', { ...valid, version: 2 }, 'config.version'],
    ['a negative seed', { ...valid, seed: -1 }, 'config.outOfRange'],
    ['a list', [], 'config.notAnObject'],
  ])('with %s is refused', (_, raw, code) => {
    expect(codeOf(raw)).toBe(code);
  });

  it('never merges a __proto__ key into anything', () => {
    expect(
      codeOf(
        JSON.parse(
          '{"version":1,"seed":1,"architecture":"gan","data":{"kind":"builtin","id":"ring"},"params":{"__proto__":{"lrG":1}}}',
        ),
      ),
    ).toBe('config.unknownKey');
  });

  it('made of anything at all gives a config or a typed error', () => {
    const mixed = fc.record(
      {
        version: fc.oneof(fc.constant(1), fc.anything()),
        seed: fc.oneof(fc.nat(), fc.anything()),
        data: fc.oneof(
          fc.record(
            {
              kind: fc.constantFrom('builtin', 'drawn', 'own'),
              id: fc.string(),
              points: fc.anything(),
              params: fc.anything(),
            },
            { requiredKeys: ['kind'] },
          ),
          fc.constant(valid.data),
          fc.anything(),
        ),
        architecture: fc.oneof(fc.constantFrom('gan', 'dcgan'), fc.anything()),
        params: fc.oneof(
          fc.dictionary(
            fc.constantFrom(...Object.keys(findArchitecture(catalog, 'gan').params)),
            fc.anything(),
          ),
          fc.anything(),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(mixed, fc.anything()), (raw) => {
        expect(codeOf(raw)).toMatch(/^(accepted|config\.)/);
      }),
      { numRuns: 3000, seed: 1 },
    );
  });
});

describe('settings', () => {
  const { params } = findArchitecture(catalog, 'gan');

  it('need a reset exactly when they are not live and differ', () => {
    const applied = completeParams(findArchitecture(catalog, 'gan'), 'points', {});
    expect(keysNeedingReset(params, applied, { ...applied, lrG: 0.5 })).toEqual([]);
    expect(keysNeedingReset(params, applied, { ...applied, hiddenG: 33 })).toEqual(['hiddenG']);
  });

  it('depend on others only by names and values that exist', () => {
    for (const architecture of catalog.architectures) {
      for (const spec of Object.values(architecture.params)) {
        for (const [key, values] of Object.entries(spec.visibleWhen ?? {})) {
          const other = architecture.params[key];
          expect(other, key).toBeDefined();
          for (const value of values)
            expect(() => other && parseParam(key, other, value)).not.toThrow();
        }
      }
    }
  });

  it('have defaults inside their own bounds, a label and a help sentence', () => {
    for (const architecture of catalog.architectures) {
      for (const [key, spec] of Object.entries(architecture.params)) {
        expect(parseParam(key, spec, spec.default)).toEqual(spec.default);
        expect(spec.label.length, key).toBeGreaterThan(0);
        expect(spec.help, key).toMatch(/[.?!]$/);
      }
    }
  });

  it('appear when their condition holds', () => {
    const spec = params.lossBlend;
    if (spec === undefined) throw new Error('no blend');
    expect(isVisible(spec, { loss: 'blend' })).toBe(true);
    expect(isVisible(spec, { loss: 'minimax' })).toBe(false);
  });

  it('read from text give the value that was written, and no number for an empty text', () => {
    for (const [key, spec] of Object.entries(params)) {
      expect(parseParam(key, spec, paramFromText(spec, String(spec.default)))).toEqual(
        spec.default,
      );
      if (spec.kind !== 'choice' && spec.kind !== 'numbers')
        expect(() => parseParam(key, spec, paramFromText(spec, ' '))).toThrow();
    }
  });
});

describe('presets', () => {
  it('exist for every size', () => {
    for (const architecture of catalog.architectures) {
      for (const sizes of Object.values(architecture.presets))
        expect(Object.keys(sizes)).toEqual([...SIZES]);
    }
  });
});

describe('a list of numbers', () => {
  const spec = numbers({
    label: 'Rates',
    help: 'Some rates.',
    group: 'data',
    min: 0,
    max: 1,
    maxLength: 4,
  });

  it('is empty unless stated otherwise, and read from text as written', () => {
    expect(spec.default).toEqual([]);
    expect(paramFromText(spec, '0.5, 1,0')).toEqual([0.5, 1, 0]);
    expect(paramFromText(spec, '')).toEqual([]);
  });

  it.each([
    ['a number', 0.5, 'config.wrongType'],
    ['a text', '0.5', 'config.wrongType'],
    ['too many', [0, 0, 0, 0, 0], 'config.wrongType'],
    ['a number out of range', [0.5, 2], 'config.outOfRange'],
    ['a text among them', paramFromText(spec, '0.5,x'), 'config.wrongType'],
    ['a missing one', paramFromText(spec, '0.5,,1'), 'config.wrongType'],
    ['a hole', new Array(2), 'config.wrongType'],
    ['NaN', [Number.NaN], 'config.wrongType'],
  ])('is refused with %s', (_, value, code) => {
    expect(() => parseParam('rates', spec, value)).toThrow(expect.objectContaining({ code }));
  });

  it('may be asked for whole numbers', () => {
    expect(() => parseParam('rates', { ...spec, integer: true }, [0.5])).toThrow(/whole/);
  });

  it('is the same as another with the same numbers, and no change then', () => {
    const applied = { rates: [0, 1], other: 2 };
    expect(changedKeys(applied, { rates: [0, 1], other: 2 })).toEqual([]);
    expect(changedKeys(applied, { rates: [1, 0], other: 2 })).toEqual(['rates']);
    expect(changedKeys(applied, { rates: [0], other: 2 })).toEqual(['rates']);
    expect(isVisible({ ...spec, visibleWhen: { rates: [[0, 1]] } }, applied)).toBe(true);
  });
});
