// The whole training worker in Node: the page's client on one end of a MessageChannel, the library on the other, computing
// on the processor.

import { readFile } from 'node:fs/promises';
import { nodeEnvironment } from '../../../lib/tfjs/node-environment';
import { TrainerClient, type WorkerPort } from '../client';
import { isHello } from '../dispatcher';
import { trainingWorker } from '../training-worker';

export const BASE_URL = 'http://localhost/';

/** Answers with the files of public/. */
const publicFiles: typeof fetch = async (request) => {
  const { pathname } = new URL(String(request));
  try {
    return new Response(new Uint8Array(await readFile(`public${pathname}`)));
  } catch {
    return new Response('', { status: 404 });
  }
};

export function connectedWorker(fetcher: typeof fetch = publicFiles): {
  readonly client: TrainerClient;
  close(): void;
} {
  const { port1: page, port2: worker } = new MessageChannel();
  // Not the worker's own turns: Node handles up to a thousand messages of one port before it looks at another port.
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  let receive: ((message: unknown) => Promise<void>) | undefined;
  worker.onmessage = ({ data }) => {
    if (receive) void receive(data);
    else if (isHello(data)) {
      receive = trainingWorker(data, {
        post: (message, transfer) => worker.postMessage(message, transfer),
        backendEnvironment: (troubles) => nodeEnvironment(undefined, troubles),
        memoryLimitMegabytes: () => 1000,
        decodeImage: () => Promise.reject(new Error('no pictures in Node')),
        turn,
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        fetcher,
        now: () => performance.now(),
      });
    }
  };
  const port: WorkerPort = {
    postMessage: (message, transfer) => page.postMessage(message, transfer),
    addEventListener: (type: string, listener: (event: never) => void) => {
      page.addEventListener(type, (event) => listener(event as never));
      page.start();
    },
    terminate: () => page.close(),
  };
  return {
    client: new TrainerClient(() => port, BASE_URL),
    close: () => {
      page.close();
      worker.close();
    },
  };
}
