// A session on the fake library, with its events recorded and a page that may or may not draw its frames.

import type { WorkerEventKind, WorkerEvents } from '../protocol';
import { Session } from '../session';
import { FakeLibrary } from './fake-library';

type RecordedEvent = {
  [K in WorkerEventKind]: { readonly kind: K; readonly payload: WorkerEvents[K] };
}[WorkerEventKind];

export const nextTask = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class SessionBench {
  readonly library = new FakeLibrary();
  readonly events: RecordedEvent[] = [];
  /** Called once per turn, where the messages of a page would come in. */
  messages: () => void = () => undefined;
  /** Whether the page draws every frame at once. */
  pageDraws = true;
  readonly session: Session;

  constructor() {
    this.session = new Session({
      library: this.library,
      firstRunId: 1,
      now: () => this.library.time,
      turn: async () => {
        await nextTask();
        this.messages();
      },
      wait: async (ms) => {
        this.library.time += ms;
        await nextTask();
      },
      emit: (kind, payload) => {
        this.events.push({ kind, payload } as RecordedEvent);
        if (kind === 'frame' && this.pageDraws) setImmediate(() => this.session.frameTaken());
      },
    });
  }

  eventsOf<K extends WorkerEventKind>(kind: K): readonly WorkerEvents[K][] {
    return this.events.flatMap((event) =>
      event.kind === kind ? [event.payload as WorkerEvents[K]] : [],
    );
  }

  /** All steps whose numbers were published, in order. */
  get publishedSteps(): readonly number[] {
    return this.eventsOf('series').flatMap(({ block }) => [...block.steps]);
  }

  /** Passes tasks until the condition holds; the caller's mistake shows as a time-out of the test. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await nextTask();
  }

  /** Passes enough tasks for everything that is not training to end. */
  async settle(): Promise<void> {
    for (let i = 0; i < 50; i++) await nextTask();
  }
}
