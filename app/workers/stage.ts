// What the page's stage shows, and when it gets it: the next frame leaves only after the page has drawn the last. What
// changed meanwhile is remembered as owed, never queued, so that a slow page sees fewer frames and not older ones.

import { defaultsOf, type ParamRecord } from '../../lib/schema/params';
import type { ViewData, ViewSpec } from '../../lib/schema/views';
import type { WorkerEvents } from './protocol';
import type { RunTrainer } from './run-trainer';

interface StageView {
  readonly id: string;
  readonly args: ParamRecord;
}

interface ShownRun {
  readonly id: number;
  readonly trainer: Pick<RunTrainer, 'step' | 'view'>;
}

export class Stage {
  readonly #send: (frame: WorkerEvents['frame']) => void;
  #page: 'ready' | 'drawing' | 'drawingAndOwed' = 'ready';
  /** Absent for a run that has nothing for the stage. */
  #view: StageView | undefined;

  constructor(send: (frame: WorkerEvents['frame']) => void) {
    this.#send = send;
  }

  /** A new run: its first stage view from now on, and no wait for frames of the old one. */
  reset(views: readonly ViewSpec[]): void {
    const spec = views.find(({ placement }) => placement === 'stage');
    this.#view = spec && { id: spec.id, args: defaultsOf(spec.args) };
    this.#page = 'ready';
  }

  /** True when there is something to show and the page can take it. */
  get ready(): boolean {
    return this.#view !== undefined && this.#page === 'ready';
  }

  /** Another view from now on. Drawn before it is adopted, so that one that cannot be drawn changes nothing. */
  async choose(run: ShownRun, id: string, args: ParamRecord): Promise<void> {
    const data = await run.trainer.view(id, args);
    this.#view = { id, args };
    this.#deliver(run, data);
  }

  /** Draws the run as it is now for the page, or owes it. */
  async refresh(run: ShownRun): Promise<void> {
    if (this.#view === undefined) return;
    if (this.#page !== 'ready') this.#page = 'drawingAndOwed';
    else this.#deliver(run, await run.trainer.view(this.#view.id, this.#view.args));
  }

  /** The page has drawn its frame; returns whether another one is owed. */
  taken(): boolean {
    const owed = this.#page === 'drawingAndOwed';
    this.#page = 'ready';
    return owed;
  }

  #deliver(run: ShownRun, view: ViewData): void {
    if (this.#page === 'ready') {
      this.#page = 'drawing';
      this.#send({ runId: run.id, step: run.trainer.step, view });
    } else {
      this.#page = 'drawingAndOwed';
    }
  }
}
