// The entry of the training worker: connects it to the browser. The first message tells where the page lies; all others go
// to the dispatcher. Backends of TensorFlow.js are loaded only when one is started.

import { isHello } from './dispatcher';
import { browserEnvironment, memoryLimitMegabytes } from './environment';
import { decodeImage } from './image-decoder';
import { messageTurn } from './message-turn';
import { trainingWorker } from './training-worker';

let receive: ((message: unknown) => Promise<void>) | undefined;

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (receive !== undefined) {
    void receive(data);
  } else if (isHello(data)) {
    receive = trainingWorker(data, {
      post: (message, transfer) => postMessage(message, { transfer }),
      backendEnvironment: browserEnvironment,
      memoryLimitMegabytes,
      decodeImage,
      turn: messageTurn(),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      fetcher: (...request) => fetch(...request),
      now: () => performance.now(),
    });
  } else {
    throw new Error('the first message to the worker must be hello');
  }
});

// A rejection that nobody handles is a mistake of ours; thrown again, it becomes an error event at the page.
addEventListener('unhandledrejection', ({ reason }) => {
  throw reason instanceof Error ? reason : new Error(String(reason));
});
