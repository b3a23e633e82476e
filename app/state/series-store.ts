// The curves: the numbers lie in a buffer outside React, the store holds a version that rises at most five times a second.

import { createStore } from 'zustand/vanilla';
import type { SeriesBlock } from '../../lib/schema/series';
import { SeriesBuffer } from './series-buffer';

/** Five redraws a second: charts of 300 points cost about 20 ms each. */
export const REDRAW_INTERVAL_MS = 200;

export interface SeriesState {
  readonly buffer: SeriesBuffer;
  /** Rises when the buffer has changed. */
  readonly version: number;
}

export interface SeriesStore {
  readonly store: ReturnType<typeof createSeries>;
  /** Starts over with the series of a run and what it has measured so far. */
  reset(ids: readonly string[], history: SeriesBlock | null): void;
  append(block: SeriesBlock): void;
  truncate(lastStep: number): void;
}

const createSeries = () =>
  createStore<SeriesState>(() => ({ buffer: new SeriesBuffer([]), version: 0 }));

/** `schedule` – runs f once after so many milliseconds. */
export function createSeriesStore(schedule: (f: () => void, afterMs: number) => void): SeriesStore {
  const store = createSeries();
  let due = false;
  const bump = (): void => store.setState(({ version }) => ({ version: version + 1 }));
  const bumpSoon = (): void => {
    if (due) return;
    due = true;
    schedule(() => {
      due = false;
      bump();
    }, REDRAW_INTERVAL_MS);
  };
  return {
    store,
    reset(ids, history) {
      const buffer = new SeriesBuffer(ids);
      if (history !== null && history.steps.length > 0) buffer.append(history);
      store.setState(({ version }) => ({ buffer, version: version + 1 }));
    },
    append(block) {
      store.getState().buffer.append(block);
      bumpSoon();
    },
    truncate(lastStep) {
      store.getState().buffer.truncate(lastStep);
      bump();
    },
  };
}
