import { describe, expect, it } from 'vitest';
import { PlaygroundError } from '../../lib/schema/errors';
import { block, rates, settled, started, trained } from './testing/fake-app';
import { describeRun, fakeWire, OWN_DATA } from './testing/fake-wire';

const FILE = { arrayBuffer: async () => new ArrayBuffer(3) };

describe('the run of an earlier visit', () => {
  it('is the one recovered, even after copies of a new run have taken its place', async () => {
    const opened: Uint8Array[] = [];
    const wire = fakeWire({
      restore: ({ bytes }) => {
        opened.push(bytes);
        return describeRun(9, applied!, 40);
      },
    });
    const { actions, stores, kept } = await trained(wire, '', Uint8Array.of(42));
    const { applied } = stores.experiment.getState();
    await actions.autosave();
    expect(kept.run).toEqual(Uint8Array.of(1, 2, 3));
    await actions.recover();
    expect(opened).toEqual([Uint8Array.of(42)]);
  });

  it('is forgotten when it is refused', async () => {
    const { actions, kept } = await started(undefined, '', Uint8Array.of(42));
    await actions.dismissRecovery();
    expect(kept.run).toBeNull();
  });

  it('does not take the copy of the present run along when it is refused late', async () => {
    const { actions, kept } = await trained(undefined, '', Uint8Array.of(42));
    await actions.autosave();
    await actions.dismissRecovery();
    expect(kept.run).toEqual(Uint8Array.of(1, 2, 3));
  });
});

describe('an automatic copy', () => {
  it('that finds its run replaced is nobody’s error', async () => {
    const wire = fakeWire({
      save: () => {
        throw new PlaygroundError('run.none', {});
      },
    });
    const { actions, stores } = await trained(wire);
    await actions.autosave();
    expect(stores.notices.getState().notices).toEqual([]);
  });

  it('that the browser refuses is said once, and goes on in memory', async () => {
    const wire = fakeWire({ restore: () => describeRun(20, applied!, 3) });
    const { actions, stores } = await trained(wire, '', null, 'broken');
    const { applied } = stores.experiment.getState();
    await actions.autosave();
    const [notice] = stores.notices.getState().notices;
    expect(notice?.error?.code).toBe('storage.failed');
    wire.emit('series', { runId: 1, block: block([3]), ...rates });
    await actions.autosave();
    expect(stores.notices.getState().notices).toEqual([notice]);
    wire.emit('deviceLost', { error: { code: 'worker.stopped', details: {}, message: 'gone' } });
    await actions.restartWorker();
    expect(stores.run.getState().step).toBe(3);
  });
});

describe('a copied link', () => {
  it('holds the draft', async () => {
    const { actions, seen } = await trained();
    actions.setSeed(77);
    await actions.copyLink();
    expect(seen.copied).toMatch(/^http:\/\/localhost\/#v=1&.*seed=77/);
  });

  it('is never that of another experiment, which the address may still hold', async () => {
    const classes = Array.from({ length: 200 }, (_, i) => `${i}`.padEnd(60, 'y'));
    const { actions, seen, stores } = await started(
      fakeWire({ accepts: () => ({ gan: null, dcgan: null }) }),
    );
    await actions.setData({ ...OWN_DATA, classes });
    await actions.copyLink();
    expect(seen.copied).toBe('');
    const codes = stores.notices.getState().notices.map(({ error }) => error?.code);
    expect(codes).toContain('link.tooLong');
  });
});

describe('a saved run on own data that are not here', () => {
  /** A wire whose worker has the data once they have been loaded. */
  const wireWithout = () => {
    let has = false;
    return fakeWire({
      restore: ({ bytes }) => {
        if (!has) throw new PlaygroundError('data.missing', OWN_DATA);
        const config = {
          version: 1,
          seed: 1,
          data: OWN_DATA,
          architecture: 'gan',
          params: {},
        } as const;
        return describeRun(9, config, bytes.length);
      },
      loadOwnData: () => {
        has = true;
        return { data: { ...OWN_DATA, name: 'named otherwise' }, notes: [] };
      },
      exportOwnData: () => Uint8Array.of(1),
    });
  };

  it('says which, and opens by itself when their files come', async () => {
    const { actions, stores } = await trained(wireWithout());
    await actions.openRun(FILE);
    expect(stores.notices.getState().notices).toMatchObject([{ error: { code: 'data.missing' } }]);
    expect(stores.run.getState().step).toBe(2);
    const { data } = await actions.loadOwnFiles([], 28, () => undefined);
    await actions.setData(data);
    await settled();
    expect(stores.run.getState().step).toBe(3);
    // Choosing the set under its new name is no change.
    expect(stores.experiment.getState().draft?.data).toEqual(OWN_DATA);
  });

  it('no longer opens by itself once the run there is has moved on', async () => {
    const { actions, stores, wire } = await trained(wireWithout());
    await actions.openRun(FILE);
    wire.emit('series', { runId: 1, block: block([3, 4]), ...rates });
    await actions.loadOwnFiles([], 28, () => undefined);
    expect(stores.run.getState()).toMatchObject({ step: 4, run: { runId: 1 } });
  });
});
