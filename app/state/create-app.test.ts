import { describe, expect, it } from 'vitest';
import { PlaygroundError } from '../../lib/schema/errors';
import { canRedo, canUndo, needsReset } from './experiment-store';
import { block, rates, settled, setUp, started, trained } from './testing/fake-app';
import { describeRun, fakeWire } from './testing/fake-wire';

describe('the page at its start', () => {
  it('opens on GAN and the ring, built and paused, and never starts to train by itself', async () => {
    const { stores, wire, seen } = await started();
    expect(stores.run.getState().phase).toEqual({ kind: 'paused' });
    expect(stores.experiment.getState().applied).toMatchObject({
      architecture: 'gan',
      data: { kind: 'builtin', id: 'ring' },
    });
    expect(wire.countOf('start')).toBe(0);
    expect(stores.stage.getState().viewId).toBe('theatre');
    expect(seen.hash).toContain('gan');
  });

  it('takes the experiment of a link, without training it', async () => {
    const first = await started();
    first.actions.setSeed(77);
    const { stores, wire } = await started(fakeWire(), first.seen.hash);
    expect(stores.experiment.getState().applied?.seed).toBe(77);
    expect(wire.countOf('start')).toBe(0);
  });

  it.each(['lrD=1e9', 'v=1&a=gan&d=ring&seed=1&bogus=1', '%%%', 'x'.repeat(9000)])(
    'starts with its own experiment when the link is %s, and says so',
    async (hash) => {
      const { stores } = await started(fakeWire(), hash);
      expect(stores.run.getState().phase).toEqual({ kind: 'paused' });
      expect(stores.experiment.getState().draft?.data).toMatchObject({ id: 'ring' });
      const { notices } = stores.notices.getState();
      expect(notices.map(({ error }) => error?.code)).toContainEqual(
        expect.stringMatching(/^(link|config)\./),
      );
    },
  );

  it('falls back to an automatic choice when the stored backend is gone', async () => {
    const wire = fakeWire({
      startBackend: ({ preference }) => {
        if (preference === 'webgpu') {
          throw new PlaygroundError('backend.unavailable', { backend: 'webgpu', reason: 'none' });
        }
        return { chosen: 'wasm', software: false, adapter: '', considered: [] };
      },
    });
    const app = setUp(wire);
    app.stores.view.setState({ backend: 'webgpu' });
    await app.actions.start();
    expect(app.stores.run.getState().backend?.chosen).toBe('wasm');
    expect(app.stores.run.getState().phase).toEqual({ kind: 'paused' });
  });

  it('offers an earlier run, and takes it only when asked', async () => {
    const restored = describeRun(9, (await started()).stores.experiment.getState().draft!, 40);
    const wire = fakeWire({ restore: () => restored });
    const { stores, actions } = await started(wire, '', Uint8Array.of(1));
    expect(wire.countOf('restore')).toBe(0);
    const [offer] = stores.notices.getState().notices;
    expect(offer).toMatchObject({
      text: 'recoveryAvailable',
      actions: ['recover', 'dismissRecovery'],
    });
    await actions.recover();
    expect(stores.run.getState()).toMatchObject({ step: 40, phase: { kind: 'paused' } });
  });
});

describe('a change of a setting', () => {
  it('that is live reaches a trained run at once and leaves a mark', async () => {
    const { actions, stores, wire } = await trained();
    actions.setParam('lrD', 0.02);
    await settled();
    expect(wire.sent).toContainEqual({
      kind: 'update',
      params: { runId: 1, params: { lrD: 0.02 } },
    });
    expect(stores.run.getState().marks).toMatchObject([{ key: 'lrD', to: 0.02 }]);
    expect(stores.experiment.getState().applied?.params.lrD).toBe(0.02);
  });

  it('that needs a reset says so and waits, once there are steps to lose', async () => {
    const { actions, stores, wire } = await trained();
    actions.setParam('hiddenG', 77);
    await settled();
    const catalog = stores.catalog.getState().catalog;
    expect(needsReset(stores.experiment.getState(), catalog)).toEqual(['hiddenG']);
    expect(wire.countOf('create')).toBe(1);
    await actions.reset({ seed: 'same' });
    expect(wire.countOf('create')).toBe(2);
    expect(needsReset(stores.experiment.getState(), catalog)).toEqual([]);
  });

  it('rebuilds a run that has not been trained, since nothing is lost', async () => {
    const { actions, stores, wire } = await started();
    actions.setParam('hiddenG', 77);
    await settled();
    expect(wire.countOf('create')).toBe(2);
    expect(stores.experiment.getState().applied?.params.hiddenG).toBe(77);
  });

  it('outside its range is refused beside the field and changes nothing', async () => {
    const { actions, stores } = await trained();
    const before = stores.experiment.getState().draft;
    actions.setParam('lrD', 50);
    expect(stores.experiment.getState().draft).toBe(before);
    expect(stores.experiment.getState().fieldErrors.lrD?.code).toBe('config.outOfRange');
  });

  it('is undone and done again, in the run as well', async () => {
    const { actions, stores, wire } = await trained();
    const original = stores.experiment.getState().draft?.params.lrD;
    actions.setParam('lrD', 0.02);
    await settled();
    actions.undo();
    await settled();
    expect(wire.sent.at(-1)).toEqual({
      kind: 'update',
      params: { runId: 1, params: { lrD: original } },
    });
    expect(canUndo(stores.experiment.getState())).toBe(false);
    actions.redo();
    await settled();
    expect(stores.experiment.getState().applied?.params.lrD).toBe(0.02);
    expect(canRedo(stores.experiment.getState())).toBe(false);
  });

  it('of the size takes the preset of that size and keeps what sizes are not about', async () => {
    const { actions, stores } = await trained();
    actions.setParam('beta1', 0.3);
    actions.setSize('nano');
    expect(stores.experiment.getState().draft?.params).toMatchObject({
      size: 'nano',
      hiddenG: 32,
      beta1: 0.3,
    });
  });

  it('to data that the architecture cannot take changes the architecture and says so', async () => {
    const wire = fakeWire({ accepts: () => ({ gan: 'no', dcgan: null }) });
    const { actions, stores } = await started(wire);
    await actions.setData({ kind: 'builtin', id: 'digits', params: {} });
    await settled();
    expect(stores.experiment.getState().draft).toMatchObject({
      architecture: 'dcgan',
      data: { id: 'digits' },
    });
    expect(stores.notices.getState().notices.map(({ text }) => text)).toContain(
      'architectureChanged',
    );
  });
});

describe('a run', () => {
  it('that diverged is stopped at its last good step, with the curves cut there', async () => {
    const { stores, wire } = await trained();
    const error = new PlaygroundError('run.diverged', { step: 3, where: 'Loss of D', cause: 'x.' });
    wire.emit('series', { runId: 1, block: block([3, 4]), ...rates });
    wire.emit('status', {
      runId: 1,
      status: {
        kind: 'stopped',
        error: { code: error.code, details: error.details, message: error.message },
      },
      step: 2,
    });
    expect(stores.run.getState()).toMatchObject({ phase: { kind: 'stopped' }, step: 2 });
    expect(stores.series.store.getState().buffer.lastStep).toBe(2);
  });

  it('that was replaced no longer changes anything', async () => {
    const { stores, wire } = await trained();
    wire.emit('series', { runId: 7, block: block([100]), ...rates });
    wire.emit('status', { runId: 7, status: { kind: 'training' }, step: 100 });
    expect(stores.run.getState()).toMatchObject({ step: 2, phase: { kind: 'paused' } });
  });

  it('that cannot be built leaves the page with the reason and a way to try again', async () => {
    const wire = fakeWire({
      create: () => {
        throw new PlaygroundError('config.tooLarge', {
          neededMegabytes: 9000,
          limitMegabytes: 1000,
        });
      },
    });
    const { stores } = await started(wire);
    expect(stores.run.getState().phase).toMatchObject({
      kind: 'failed',
      error: { code: 'config.tooLarge' },
    });
    expect(stores.notices.getState().notices.at(-1)).toMatchObject({ actions: ['retry'] });
  });

  it('counts training time only while it trains', async () => {
    const { stores, wire } = await started();
    expect(stores.run.getState().trainingSeconds).toBe(0);
    wire.emit('status', { runId: 1, status: { kind: 'training' }, step: 0 });
    wire.emit('series', { runId: 1, block: block([1]), ...rates });
    const running = stores.run.getState().trainingSeconds;
    expect(running).toBeGreaterThan(0);
    wire.emit('status', { runId: 1, status: { kind: 'paused' }, step: 1 });
    const paused = stores.run.getState().trainingSeconds;
    wire.emit('series', { runId: 1, block: block([2]), ...rates });
    expect(stores.run.getState().trainingSeconds).toBe(paused);
  });

  it('is copied for a closed tab when it has moved, and not again before it moves on', async () => {
    const { actions, seen } = await trained();
    await actions.autosave();
    await actions.autosave();
    expect(seen.saved).toEqual([2]);
  });

  it('comes back from its copy in a new worker after the old one died', async () => {
    const config = (await started()).stores.experiment.getState().draft!;
    const wire = fakeWire({ restore: () => describeRun(5, config, 2) });
    const { actions, stores } = await trained(wire);
    await actions.autosave();
    wire.emit('deviceLost', { error: { code: 'worker.stopped', details: {}, message: 'gone' } });
    expect(stores.run.getState().phase.kind).toBe('lost');
    await actions.restartWorker();
    expect(wire.restarts).toBe(1);
    expect(wire.countOf('restore')).toBe(1);
    expect(stores.run.getState()).toMatchObject({ phase: { kind: 'paused' }, step: 2 });
  });

  it('is saved under a name that tells what it is', async () => {
    const { actions, seen } = await trained();
    await actions.saveRun();
    expect(seen.downloads).toEqual(['gan-ring-seed1-step2.safetensors']);
  });
});
