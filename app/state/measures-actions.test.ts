import { expect, test } from 'vitest';
import { PlaygroundError } from '../../lib/schema/errors';
import type { MeasureReport } from '../../lib/schema/metrics';
import { block, rates, settled, started } from './testing/fake-app';
import { fakeWire } from './testing/fake-wire';

const OWN = {
  name: 'own classifier',
  dims: 64,
  classes: ['a', 'b'],
  accuracy: { share: 0.9, images: 40 },
} as const;
const LOADED = { name: 'mine.safetensors', dims: 8, classes: [], accuracy: null } as const;

const report = (step: number): MeasureReport => ({ step, of: 'generated', measured: [] });
const file = new File([new Uint8Array(3)], LOADED.name);

const answering = () =>
  fakeWire({
    measure: () => report(3),
    loadFeatures: ({ name }) => ({ ...LOADED, name }),
    trainFeatures: () => OWN,
  });

test('measures are asked for on the chosen features, at first the usual ones', async () => {
  const { wire, actions, stores } = await started(answering());
  await actions.measure('generated');
  await actions.loadFeatures(file);
  await actions.measure('generated');
  await actions.trainFeatures();
  await actions.measure('generated');
  actions.chooseFeatures('loaded');
  await actions.measure('generated');
  const asked = wire.sent
    .filter(({ kind }) => kind === 'measure')
    .map(({ params }) => (params as { features: string }).features);
  expect(asked).toEqual(['usual', 'loaded', 'trained', 'loaded']);
  expect(stores.measures.getState()).toMatchObject({ loaded: LOADED, trained: OWN, busy: null });
});

test('another run starts on the usual features, without the classifier of the data before, but with the loaded weights', async () => {
  const { actions, stores } = await started(answering());
  await actions.loadFeatures(file);
  await actions.trainFeatures();
  await actions.measure('generated');
  await actions.reset({ seed: 'new' });
  await settled();
  expect(stores.measures.getState()).toMatchObject({
    features: 'usual',
    trained: null,
    loaded: LOADED,
    history: [],
  });
});

test('weights that cannot be read are said, and the features stay as they were', async () => {
  const wire = fakeWire({
    loadFeatures: ({ name }) => {
      throw new PlaygroundError('features.malformed', { name, problem: 'it is too short' });
    },
  });
  const { actions, stores } = await started(wire);
  await actions.loadFeatures(file);
  const [notice] = stores.notices.getState().notices;
  expect(notice?.error?.code).toBe('features.malformed');
  expect(stores.measures.getState()).toMatchObject({ features: 'usual', loaded: null });
});

test('a classifier whose training was cancelled changes nothing', async () => {
  const { actions, stores } = await started(fakeWire({ trainFeatures: () => null }));
  await actions.trainFeatures();
  expect(stores.measures.getState()).toMatchObject({
    features: 'usual',
    trained: null,
    busy: null,
  });
});

test('measures come by themselves at the distance that was chosen, and not while others are taken', async () => {
  const { wire, actions } = await started(answering());
  actions.scheduleMeasures(500);
  for (const step of [100, 499]) wire.emit('series', { runId: 1, block: block([step]), ...rates });
  await settled();
  expect(wire.countOf('measure')).toBe(0);
  wire.emit('series', { runId: 1, block: block([500]), ...rates });
  wire.emit('series', { runId: 1, block: block([501]), ...rates });
  await settled();
  expect(wire.countOf('measure')).toBe(1);
});
