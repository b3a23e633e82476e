import { describe, expect, it } from 'vitest';
import { PlaygroundError } from '../../lib/schema/errors';
import { settled, setUp, trained } from './testing/fake-app';
import { describeRun, fakeWire, OWN_DATA } from './testing/fake-wire';

describe('a reset with a new seed', () => {
  it('is in the link, and undone like every change', async () => {
    const { actions, seen, stores } = await trained();
    await actions.reset({ seed: 'new' });
    expect(seen.hash).toContain('seed=99');
    expect(stores.experiment.getState().applied?.seed).toBe(99);
    actions.undo();
    expect(stores.experiment.getState().draft?.seed).toBe(1);
  });
});

describe('a change while a run is being built', () => {
  /** A trained run whose reset waits to be let go. */
  async function resetting() {
    let runId = 0;
    let open = (): void => undefined;
    const wire = fakeWire({ create: ({ config }) => describeRun(++runId, config) });
    const { request } = wire;
    let gate = Promise.resolve();
    const gated = Object.assign(Object.create(wire) as typeof wire, {
      request: async (...[kind, params]: Parameters<typeof request>) => {
        if (kind === 'create') await gate;
        return request(kind, params);
      },
    });
    const app = await trained(gated as typeof wire);
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const reset = app.actions.reset({ seed: 'same' });
    await settled();
    const finish = async (): Promise<void> => {
      open();
      await reset;
      await settled();
    };
    return { ...app, finish };
  }

  it('reaches it when it is live', async () => {
    const { actions, stores, wire, finish } = await resetting();
    actions.setParam('lrD', 0.02);
    await settled();
    expect(wire.countOf('update')).toBe(0);
    await finish();
    expect(stores.experiment.getState().applied?.params.lrD).toBe(0.02);
    expect(stores.notices.getState().notices).toEqual([]);
  });

  it('builds it anew when it is not, since it has no steps yet', async () => {
    const { actions, stores, finish } = await resetting();
    actions.setParam('hiddenG', 77);
    await finish();
    expect(stores.run.getState().phase).toEqual({ kind: 'paused' });
    expect(stores.experiment.getState().applied?.params.hiddenG).toBe(77);
  });
});

describe('a backend that is being changed', () => {
  it('takes live changes along', async () => {
    const { actions, stores } = await trained();
    const chosen = actions.chooseBackend('cpu');
    actions.setParam('lrD', 0.02);
    await chosen;
    await settled();
    expect(stores.experiment.getState().applied?.params.lrD).toBe(0.02);
  });

  it('leaves a run stopped that stopped meanwhile', async () => {
    const error = new PlaygroundError('run.diverged', { step: 3, where: 'w', cause: 'c.' });
    const { code, details, message } = error;
    const wire = fakeWire({
      startBackend: ({ preference }) => {
        if (preference === 'cpu') {
          const status = { kind: 'stopped', error: { code, details, message } } as const;
          wire.emit('status', { runId: 1, status, step: 2 });
        }
        return { chosen: 'cpu', software: false, adapter: '', considered: [] };
      },
    });
    const { actions, stores } = await trained(wire);
    wire.emit('status', { runId: 1, status: { kind: 'training' }, step: 2 });
    await actions.chooseBackend('cpu');
    expect(stores.run.getState().phase.kind).toBe('stopped');
  });
});

describe('a hash from outside', () => {
  it('that cannot be read gives way to the address of what is shown', async () => {
    const { actions, seen, stores } = await trained();
    const before = seen.hash;
    seen.hash = 'rubbish';
    await actions.hashChanged();
    expect(seen.hash).toBe(before);
    const codes = stores.notices.getState().notices.map(({ error }) => error?.code);
    expect(codes).toEqual(['link.malformed']);
  });

  it('says that it waits when something does, and not when all of it is live', async () => {
    const { actions, seen, stores } = await trained();
    seen.hash += '&lrD=0.02';
    await actions.hashChanged();
    await settled();
    expect(stores.experiment.getState().applied?.params.lrD).toBe(0.02);
    expect(stores.notices.getState().notices).toEqual([]);
    seen.hash += '&hiddenG=77';
    await actions.hashChanged();
    expect(stores.notices.getState().notices).toMatchObject([{ text: 'linkWaits' }]);
  });
});

describe('a link to own data that are not here', () => {
  it('is built when their files have been loaded, whatever they are called', async () => {
    let has = false;
    const wire = fakeWire({
      accepts: () => ({ gan: null, dcgan: null }),
      create: ({ config }) => {
        if (!has) throw new PlaygroundError('data.missing', OWN_DATA);
        return describeRun(2, config);
      },
      loadOwnData: () => {
        has = true;
        return { data: { ...OWN_DATA, name: 'other' }, notes: [] };
      },
      exportOwnData: () => Uint8Array.of(1),
    });
    const own = `own.name=mine&own.sha256=${OWN_DATA.sha256}&own.size=28&own.channels=1&own.count=10`;
    const { actions, stores } = setUp(wire, `v=1&a=dcgan&d=own&${own}&seed=1&size=S`);
    await actions.start();
    expect(stores.run.getState().phase.kind).toBe('failed');
    const loaded = await actions.loadOwnFiles([], 28, () => undefined);
    await actions.setData(loaded.data);
    await settled();
    expect(stores.run.getState().phase).toEqual({ kind: 'paused' });
    // What failed has been made good.
    expect(stores.notices.getState().notices).toEqual([]);
  });
});
