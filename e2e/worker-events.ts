// Listens in on the wire between page and worker, from the page's side: what the worker says of the run's state and of the
// loss of its device. Frames and curves are passed over.

import type { Page } from '@playwright/test';
import type { RunStatus, WorkerEvents } from '../app/workers/protocol';

export interface Heard {
  readonly statuses: readonly RunStatus[];
  readonly losses: readonly WorkerEvents['deviceLost']['error'][];
}

/** From the next page load on. */
export function listenIn(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const statuses: unknown[] = [];
    const losses: unknown[] = [];
    Object.assign(window, { heard: { statuses, losses } });
    const NativeWorker = window.Worker;
    window.Worker = class extends NativeWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }) => {
          if (data.kind === 'status') statuses.push(data.payload.status);
          if (data.kind === 'deviceLost') losses.push(data.payload.error);
        });
      }
    };
  });
}

export const heardBy = (page: Page): Promise<Heard> =>
  page.evaluate(() => (window as unknown as { heard: Heard }).heard);
