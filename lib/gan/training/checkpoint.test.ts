import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../schema/config';
import { PlaygroundError } from '../../schema/errors';
import { buildCatalog } from '../catalog';
import { createStreams, STREAM_NAMES } from '../rng';
import { encodeSafetensors } from '../safetensors';
import { readSavedRun, type SavedRun, writeSavedRun } from './checkpoint';

const catalog = buildCatalog([]);
const streams = createStreams(5);
const run: SavedRun = {
  config: parseConfig(catalog, {
    version: 1,
    seed: 5,
    data: { kind: 'builtin', id: 'ring' },
    architecture: 'gan',
  }),
  step: 12,
  imagesSeen: 3072,
  random: Object.fromEntries(
    STREAM_NAMES.map((name) => [name, streams[name].state]),
  ) as SavedRun['random'],
  cursor: { epoch: 2, position: 7 },
  optimizerSteps: { G: { '0-dense/kernel': 12 } },
  marks: [{ step: 3, key: 'lrD', from: 0.001, to: 0.002 }],
  history: {
    steps: Int32Array.from([1, 2]),
    values: { lossD: Float32Array.from([1.5, Number.NaN]), lossG: Float32Array.from([0.5, 0.25]) },
  },
  tensors: new Map([
    ['G/0-dense/kernel', { shape: [2, 2], values: Float32Array.from([1, 2, 3, 4]) }],
  ]),
};
const bytes = writeSavedRun(run);

describe('a saved run', () => {
  it('reads back as it was written, with steps that were not measured', () => {
    expect(readSavedRun(catalog, bytes)).toEqual(run);
  });

  it('is the same bytes every time', () => {
    expect(writeSavedRun(readSavedRun(catalog, bytes))).toEqual(bytes);
  });

  it('of another program is refused in one sentence', () => {
    const foreign = encodeSafetensors({ tensors: new Map(), metadata: { format: 'pt' } });
    expect(() => readSavedRun(catalog, foreign)).toThrow(/not a saved run: .*another program/);
  });

  it('with a weight that is not finite is refused', () => {
    const broken = writeSavedRun({
      ...run,
      tensors: new Map([
        ['G/0-dense/kernel', { shape: [1], values: Float32Array.from([Number.NaN]) }],
      ]),
    });
    expect(() => readSavedRun(catalog, broken)).toThrow(/not finite/);
  });

  it('damaged anywhere gives a run or a typed error', () => {
    const damage = fc.record({
      at: fc.nat(bytes.length - 1),
      byte: fc.nat(255),
      cut: fc.option(fc.nat(bytes.length)),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
        let damaged = bytes.slice();
        for (const { at, byte, cut } of damages) {
          if (at < damaged.length) damaged[at] = byte;
          if (cut !== null) damaged = damaged.slice(0, cut);
        }
        try {
          readSavedRun(catalog, damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(PlaygroundError);
        }
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('with a state made of anything gives a run or a typed error', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (config, state) => {
        const file = encodeSafetensors({
          tensors: new Map([
            ['series-steps', { dtype: 'I32', shape: [0], data: new Int32Array() }],
          ]),
          metadata: { format: 'gan-playground-run', version: '1', config, state },
        });
        expect(() => readSavedRun(catalog, file)).toThrow(PlaygroundError);
        const withConfig = encodeSafetensors({
          tensors: new Map([
            ['series-steps', { dtype: 'I32', shape: [0], data: new Int32Array() }],
          ]),
          metadata: {
            format: 'gan-playground-run',
            version: '1',
            config: JSON.stringify(run.config),
            state,
          },
        });
        expect(() => readSavedRun(catalog, withConfig)).toThrow(PlaygroundError);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });
});
