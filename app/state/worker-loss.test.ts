import { describe, expect, it } from 'vitest';
import { PlaygroundError, toWireError } from '../../lib/schema/errors';
import { TrainerClient, type WorkerPort } from '../workers/client';
import { settled, setUp, trained } from './testing/fake-app';
import { describeRun, fakeWire, OWN_DATA } from './testing/fake-wire';

const gone = () => new PlaygroundError('worker.stopped', { problem: 'it died' });
const lost = { error: toWireError(gone()) };

/** A worker that never answers and can be made to die. */
function mutePort() {
  let onError = (_: { readonly message?: string }): void => undefined;
  const port: WorkerPort = {
    postMessage: () => undefined,
    terminate: () => undefined,
    addEventListener: (type: string, listener: (event: never) => void) => {
      if (type === 'error') onError = listener as typeof onError;
    },
  };
  return { port, die: () => onError({ message: 'it died' }) };
}

describe('a worker that dies', () => {
  it('before its first answer leaves a way to a new one, not an attempt that cannot succeed', async () => {
    const { port, die } = mutePort();
    const { stores, actions } = setUp(new TrainerClient(() => port, 'http://localhost/'));
    void actions.start();
    die();
    await settled();
    expect(stores.run.getState().phase).toEqual({ kind: 'lost', ...lost });
    expect(stores.notices.getState().notices).toMatchObject([{ actions: ['restartWorker'] }]);
  });

  it('and is replaced while it starts is no failure of the new one', async () => {
    const { port } = mutePort();
    const { stores, actions } = setUp(new TrainerClient(() => port, 'http://localhost/'));
    void actions.start();
    void actions.restartWorker();
    await settled();
    expect(stores.run.getState().phase).toEqual({ kind: 'connecting' });
    expect(stores.notices.getState().notices).toEqual([]);
  });

  it('while it builds is lost, not paused at the run before', async () => {
    let dead = false;
    const orDie = <T>(answer: T): T => {
      if (!dead) return answer;
      wire.emit('deviceLost', lost);
      throw gone();
    };
    const wire = fakeWire({
      create: ({ config }) => orDie(describeRun(1, config)),
      pause: () => orDie({ step: 2 }),
      startBackend: () => orDie({ chosen: 'cpu', software: false, adapter: '', considered: [] }),
    });
    const { actions, stores } = await trained(wire);
    dead = true;
    await actions.reset({ seed: 'same' });
    expect(stores.run.getState().phase.kind).toBe('lost');
    await actions.chooseBackend('cpu');
    expect(stores.run.getState().phase.kind).toBe('lost');
    expect(stores.notices.getState().notices).toMatchObject([{ actions: ['restartWorker'] }]);
  });

  it('takes its notice along when a new one has the run', async () => {
    const { actions, stores, wire } = await trained();
    wire.emit('deviceLost', lost);
    await actions.restartWorker();
    expect(stores.run.getState().phase).toEqual({ kind: 'paused' });
    expect(stores.notices.getState().notices).toEqual([]);
  });

  it('can be replaced by one on another backend, which stays chosen', async () => {
    const { actions, stores, wire } = await trained();
    await actions.chooseBackend('webgpu');
    wire.emit('deviceLost', lost);
    await actions.restartWorker('wasm');
    expect(wire.sent.findLast(({ kind }) => kind === 'startBackend')?.params).toEqual({
      preference: 'wasm',
    });
    expect(stores.view.getState().backend).toBe('wasm');
    expect(stores.run.getState().phase).toEqual({ kind: 'paused' });
  });

  it('after a reset brings back what was asked for, not the run that was reset', async () => {
    const { actions, stores, wire } = await trained();
    await actions.autosave();
    await actions.setData({ kind: 'builtin', id: 'grid', params: {} });
    await actions.reset({ seed: 'same' });
    wire.emit('deviceLost', lost);
    await actions.restartWorker();
    expect(wire.countOf('restore')).toBe(0);
    expect(stores.experiment.getState().applied?.data).toMatchObject({ id: 'grid' });
  });

  it('twice in a row brings back the same copy twice', async () => {
    let runId = 20;
    const wire = fakeWire({ restore: () => describeRun(runId++, applied!, 2) });
    const { actions, stores } = await trained(wire);
    const { applied } = stores.experiment.getState();
    await actions.autosave();
    for (const restores of [1, 2]) {
      wire.emit('deviceLost', lost);
      await actions.restartWorker();
      expect(wire.countOf('restore')).toBe(restores);
      expect(stores.run.getState()).toMatchObject({ phase: { kind: 'paused' }, step: 2 });
    }
  });

  it('leaves the draft: what is live reaches the restored run, the rest still waits', async () => {
    const wire = fakeWire({ restore: () => describeRun(20, applied!, 2) });
    const { actions, stores } = await trained(wire);
    const { applied } = stores.experiment.getState();
    await actions.autosave();
    actions.setParam('hiddenG', 77);
    actions.setParam('lrD', 0.02);
    await settled();
    wire.emit('deviceLost', lost);
    await actions.restartWorker();
    await settled();
    const { draft, applied: restored, past } = stores.experiment.getState();
    expect(draft?.params).toMatchObject({ hiddenG: 77, lrD: 0.02 });
    expect(restored?.params).toMatchObject({ hiddenG: applied?.params.hiddenG, lrD: 0.02 });
    expect(past).toHaveLength(2);
  });

  it('gets own data back from memory, more than once, when the browser stores nothing', async () => {
    const imported: Uint8Array[] = [];
    const wire = fakeWire({
      loadOwnData: () => ({ data: OWN_DATA, notes: [] }),
      exportOwnData: () => Uint8Array.of(7),
      importOwnData: ({ bytes }) => {
        imported.push(structuredClone(bytes, { transfer: [bytes.buffer as ArrayBuffer] }));
        return { data: OWN_DATA };
      },
    });
    const { actions, stores } = await trained(wire, '', null, 'broken');
    await actions.loadOwnFiles([], 28, () => undefined);
    await settled();
    expect(stores.notices.getState().notices).toMatchObject([
      { error: { code: 'storage.failed' } },
    ]);
    expect(await actions.fetchOwnData(OWN_DATA.sha256)).toBe(true);
    expect(await actions.fetchOwnData(OWN_DATA.sha256)).toBe(true);
    expect(imported).toEqual([Uint8Array.of(7), Uint8Array.of(7)]);
  });
});
