// Where the run is: one union for its phase, and the numbers beside it.

import { createStore } from 'zustand/vanilla';
import type { WireError } from '../../lib/schema/errors';
import type { ChangeMark } from '../../lib/schema/series';
import type { BackendReport } from '../../lib/tfjs/backends';
import type { Preparation } from '../workers/preparation';
import type { RunDescription } from '../workers/protocol';

export type RunPhase =
  /** The worker has not answered yet. */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'startingBackend' }
  | {
      readonly kind: 'loadingData';
      readonly label: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'building' }
  | { readonly kind: 'paused' }
  /** About to train, once the programs of a step are compiled. */
  | ({ readonly kind: 'preparing' } & Preparation)
  | { readonly kind: 'training' }
  /** Stopped by an error, at its last good state. */
  | { readonly kind: 'stopped'; readonly error: WireError }
  /** There is no run, and why. */
  | { readonly kind: 'failed'; readonly error: WireError }
  /** The worker is of no use any more. */
  | { readonly kind: 'lost'; readonly error: WireError };

export interface RunState {
  readonly phase: RunPhase;
  readonly run: RunDescription | null;
  readonly step: number;
  readonly imagesSeen: number;
  readonly stepsPerSecond: number;
  readonly imagesPerSecond: number;
  /** Time spent training, without pauses. */
  readonly trainingSeconds: number;
  readonly backend: BackendReport | null;
  readonly marks: readonly ChangeMark[];
}

export const NO_RUN = {
  run: null,
  step: 0,
  imagesSeen: 0,
  stepsPerSecond: 0,
  imagesPerSecond: 0,
  trainingSeconds: 0,
  marks: [],
} as const;

export const createRunStore = () =>
  createStore<RunState>(() => ({ phase: { kind: 'connecting' }, backend: null, ...NO_RUN }));

/** True while a run exists whose settings can change. */
export const hasRun = ({ phase }: Pick<RunState, 'phase'>): boolean =>
  phase.kind === 'paused' || isUnderWay({ phase }) || phase.kind === 'stopped';

/** True from Play to Pause. */
export const isUnderWay = ({ phase }: Pick<RunState, 'phase'>): boolean =>
  phase.kind === 'preparing' || phase.kind === 'training';

/** True when nothing is under way that would answer a change of the experiment by itself. */
export const isSettled = ({ phase }: Pick<RunState, 'phase'>): boolean =>
  hasRun({ phase }) || phase.kind === 'failed';
