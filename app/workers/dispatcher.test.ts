import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ERROR_TEXTS, PlaygroundError } from '../../lib/schema/errors';
import { createDispatcher, NO_ID, type RequestHandlers } from './dispatcher';
import type { ReplyMessage, RequestKind } from './protocol';
import { resultBuffers } from './result-buffers';
import { CONFIG } from './testing/fake-library';
import { SessionBench } from './testing/session-bench';

/** Handlers that all give the same result or error. */
function uniformHandlers(answer: () => Promise<unknown>): RequestHandlers {
  return new Proxy({} as RequestHandlers, {
    get: () => answer,
    getOwnPropertyDescriptor: (_, kind) =>
      kind === 'start' || kind === 'save'
        ? { configurable: true, enumerable: true, value: answer }
        : undefined,
  });
}

function bench(answer: () => Promise<unknown>) {
  const replies: { message: ReplyMessage; transfer: ArrayBuffer[] }[] = [];
  let frames = 0;
  const dispatch = createDispatcher({
    handlers: uniformHandlers(answer),
    reply: (message, transfer) => replies.push({ message, transfer }),
    frameTaken: () => {
      frames += 1;
    },
  });
  return { replies, dispatch, frames: () => frames };
}

const request = (kind: string, params: unknown = {}) => ({ type: 'request', id: 7, kind, params });

test('a result comes back under the id of its request', async () => {
  const { dispatch, replies } = bench(async () => null);
  await dispatch(request('start', { runId: 1 }));
  expect(replies).toEqual([
    { message: { type: 'reply', id: 7, ok: true, result: null }, transfer: [] },
  ]);
});

test('saved bytes move to the page instead of being copied', async () => {
  const bytes = new Uint8Array(8);
  const { dispatch, replies } = bench(async () => bytes);
  await dispatch(request('save', { runId: 1 }));
  expect(replies[0]?.transfer).toEqual([bytes.buffer]);
});

test('an error keeps its code and details on the wire, and any other one becomes internal', async () => {
  const details = { key: 'lr', value: 9, min: 0, max: 1 };
  const known = bench(() => Promise.reject(new PlaygroundError('config.outOfRange', details)));
  await known.dispatch(request('start'));
  expect(known.replies[0]?.message).toMatchObject({
    id: 7,
    ok: false,
    error: { code: 'config.outOfRange', details },
  });
  const unknown = bench(() => Promise.reject(new RangeError('out of luck')));
  await unknown.dispatch(request('start'));
  expect(unknown.replies[0]?.message).toMatchObject({
    error: { code: 'internal', details: { message: 'out of luck' } },
  });
});

test('a request that nobody knows is answered with an error that names it', async () => {
  const { dispatch, replies } = bench(async () => null);
  await dispatch(request('explode'));
  const { message } = replies[0]!;
  expect(message).toMatchObject({ id: 7, ok: false, error: { code: 'internal' } });
  expect(!message.ok && message.error.message).toContain('explode');
});

test('names of inherited members are no requests', async () => {
  const { dispatch, replies } = bench(async () => null);
  for (const kind of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    await dispatch(request(kind));
  }
  expect(replies.map(({ message }) => message.ok)).toEqual([false, false, false, false]);
});

test('frameTaken is passed on and not answered', async () => {
  const { dispatch, replies, frames } = bench(async () => null);
  await dispatch({ type: 'frameTaken' });
  expect(frames()).toBe(1);
  expect(replies).toHaveLength(0);
});

test('any garbage is answered with exactly one typed error', async () => {
  const { dispatch, replies } = bench(async () => null);
  const almost = fc.record(
    {
      type: fc.constantFrom('request', 'event', 'hello', 1),
      id: fc.oneof(fc.integer(), fc.double(), fc.string()),
      kind: fc.oneof(fc.string(), fc.constantFrom('start', 'valueOf'), fc.anything()),
      params: fc.oneof(fc.constant(null), fc.string(), fc.constant(undefined)),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.anything(), almost), async (message) => {
      replies.length = 0;
      await dispatch(message);
      expect(replies).toHaveLength(1);
      const [{ message: reply }] = replies as [(typeof replies)[0]];
      const id = (message as { id?: unknown } | null)?.id;
      expect(reply.id).toBe(Number.isSafeInteger(id) ? id : NO_ID);
      expect(!reply.ok && Object.hasOwn(ERROR_TEXTS, reply.error.code)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('requests with senseless parameters never break the session', async () => {
  const session = new SessionBench();
  await session.session.startBackend('auto');
  const { runId } = await session.session.create(CONFIG);
  const own = session.session;
  const handlers = {
    start: (p: { runId: number }) => own.start(p.runId),
    pause: (p: { runId: number }) => own.pause(p.runId),
    save: (p: { runId: number }) => own.save(p.runId),
    stage: (p: { runId: number; id: string; args: object }) => own.stage(p.runId, p.id, {}),
  } as unknown as RequestHandlers;
  const replies: ReplyMessage[] = [];
  const dispatch = createDispatcher({
    handlers,
    reply: (message) => replies.push(message),
    frameTaken: () => own.frameTaken(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('start', 'pause', 'save', 'stage'),
      fc.oneof(
        fc.object(),
        fc.record({ runId: fc.anything() }),
        fc.record({ runId: fc.constant(runId), id: fc.anything(), args: fc.anything() }),
      ),
      async (kind, params) => {
        replies.length = 0;
        await dispatch(request(kind, params));
        expect(replies).toHaveLength(1);
      },
    ),
    { numRuns: 300 },
  );
  await own.pause(runId);
  expect(await own.step(runId, 'both')).toHaveProperty('step');
});

test('the buffers of every kind of answer are known', () => {
  const pixels = new Uint8Array(4);
  const view = {
    kind: 'images',
    count: 1,
    width: 2,
    height: 2,
    channels: 1,
    pixels,
    columns: 1,
    captions: [],
  } as const;
  for (const kind of ['view', 'preview', 'generate'] satisfies RequestKind[]) {
    expect(resultBuffers(kind, view)).toEqual([pixels.buffer]);
  }
  expect(resultBuffers('pause', { step: 3 })).toEqual([]);
});
