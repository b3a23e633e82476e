// What the options mean and which of them are refused, before anything is built. Exit codes are tested from outside.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PlaygroundError } from '../../lib/schema/errors';
import { ROOT } from '../node-environment';
import { UsageError } from './command';
import { type ExperimentValues, prepare, requireMetrics } from './session';

const RING = { architecture: 'gan', dataset: 'ring', backend: 'wasm' } as const;

const prepared = (values: Partial<ExperimentValues>) => prepare({ ...RING, ...values }, {});

test('settings take the type of their spec, and those after data. go to the data set', async () => {
  const { config, source } = await prepared({
    set: ['size=nano', 'batchSize=16', 'data.modes=5'],
    seed: '4294967295',
  });
  expect(config).toMatchObject({
    seed: 4294967295,
    data: { kind: 'builtin', id: 'ring', params: { modes: 5 } },
    params: { size: 'nano', batchSize: 16 },
  });
  expect(source.kind === 'points' && source.modes).toHaveLength(5);
});

test('settings that are not given come from the preset of the size that is', async () => {
  const nano = await prepared({ set: ['size=nano'] });
  const entry = nano.catalog.architectures.find(({ id }) => id === 'gan');
  expect(nano.config.params).toMatchObject(entry?.presets.points?.nano ?? { missing: true });
});

const REFUSED: Readonly<Record<string, Partial<ExperimentValues>>> = {
  'no architecture': { architecture: undefined },
  'no data': { dataset: undefined },
  'data twice': { data: ['x.npy'] },
  'an unknown architecture': { architecture: 'constructor' },
  'an unknown data set': { dataset: 'rings' },
  'data that the architecture does not take': { architecture: 'dcgan' },
  'an unknown setting': { set: ['lrX=1'] },
  'an inherited name as a setting': { set: ['toString=1'] },
  'an unknown setting of the data set': { set: ['data.lrG=1'] },
  'a setting of the wrong type': { set: ['batchSize=many'] },
  'an empty value': { set: ['batchSize='] },
  'a setting that is no pair': { set: ['batchSize'] },
  'a setting given twice': { set: ['batchSize=8', 'batchSize=16'] },
  'a seed below the range': { seed: '-1' },
  'a seed above the range': { seed: '4294967296' },
  'a seed that is no number': { seed: '1e3' },
  'a backend that Node lacks': { backend: 'webgl' },
  'a file that is not there': { dataset: undefined, data: ['/nowhere/images.npy'] },
  'a folder as a file': { dataset: undefined, data: [ROOT] },
  'a file of another kind': { dataset: undefined, data: [join(ROOT, 'package.json')] },
  'an image size that is not offered': { 'image-size': '30' },
};

test.each(Object.entries(REFUSED))('%s is refused with one sentence', async (_name, values) => {
  const error: unknown = await prepared(values).catch((reason: unknown) => reason);
  expect(error instanceof UsageError || error instanceof PlaygroundError).toBe(true);
  expect((error as Error).message).toMatch(/^[^\n]{10,}\.$/);
});

test('a run states its own experiment, so that options which would change it are refused', async () => {
  const checkpoint = { option: 'resume', path: '/nowhere/run.safetensors' };
  await expect(prepare(RING, { checkpoint })).rejects.toThrow('--architecture is stated');
  await expect(prepare({ backend: 'wasm' }, { checkpoint })).rejects.toThrow('cannot be read');
});

test('a metric that is not in the catalog is refused with those that are', async () => {
  const experiment = await prepared({});
  expect(() => requireMetrics(experiment, ['modeCoverage', 'fid'])).toThrow(/"fid".*modeCoverage/);
  expect(() => requireMetrics(experiment, ['modeCoverage'])).not.toThrow();
});
