// From messages to typed handlers and back. Every request kind has a handler, or this does not compile; every message that
// asks for something gets exactly one answer, and what cannot be read is answered with an error instead of being dropped.

import { toWireError } from '../../lib/schema/errors';
import type { Hello, ReplyMessage, RequestKind, Requests } from './protocol';
import { resultBuffers } from './result-buffers';

export type RequestHandlers = {
  readonly [K in RequestKind]: (params: Requests[K]['params']) => Promise<Requests[K]['result']>;
};

export interface DispatcherPorts {
  readonly handlers: RequestHandlers;
  frameTaken(): void;
  reply(message: ReplyMessage, transfer: ArrayBuffer[]): void;
}

/** The id of an answer to a message that has none. */
export const NO_ID = -1;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const isId = (value: unknown): value is number => Number.isSafeInteger(value);

/** Reads the worker's first message. */
export function isHello(message: unknown): message is Hello {
  return (
    isFields(message) &&
    message.type === 'hello' &&
    typeof message.baseUrl === 'string' &&
    isId(message.firstRunId)
  );
}

/** @throws Error for a message that no page of this build sends */
function readRequest(
  message: unknown,
  handlers: RequestHandlers,
): { readonly kind: RequestKind; readonly params: object } {
  if (!isFields(message) || message.type !== 'request' || !isId(message.id)) {
    throw new Error('the worker received a message that is no request');
  }
  const { kind, params } = message;
  if (typeof kind !== 'string' || !Object.hasOwn(handlers, kind)) {
    throw new Error(`the worker knows no request "${String(kind).slice(0, 40)}"`);
  }
  if (!isFields(params)) throw new Error(`the request "${kind}" came without parameters`);
  return { kind: kind as RequestKind, params };
}

/** Returns the listener for all messages after the first. Its promise never rejects. */
export function createDispatcher(ports: DispatcherPorts): (message: unknown) => Promise<void> {
  const { handlers, reply, frameTaken } = ports;
  const answer = async <K extends RequestKind>(id: number, kind: K, params: object) => {
    // What the parameters hold is checked where it is used: the config by its parser, ids by the session.
    const result = await handlers[kind](params as Requests[K]['params']);
    reply({ type: 'reply', id, ok: true, result }, resultBuffers(kind, result));
  };
  return async (message) => {
    const id = isFields(message) && isId(message.id) ? message.id : NO_ID;
    try {
      if (isFields(message) && message.type === 'frameTaken') return frameTaken();
      const { kind, params } = readRequest(message, handlers);
      await answer(id, kind, params);
    } catch (error) {
      reply({ type: 'reply', id, ok: false, error: toWireError(error) }, []);
    }
  };
}
