// What the phases of a run mean for the controls and the words of the status. Pure; the phases come from the run store.

import { assertNever } from '../../../lib/schema/errors';
import type { Texts } from '../../i18n/texts';
import type { RunPhase } from '../../state/run-store';

/** Play, single steps and saving work. */
export const isIdle = (phase: RunPhase): boolean =>
  phase.kind === 'paused' || phase.kind === 'stopped';

export const isTraining = (phase: RunPhase): boolean => phase.kind === 'training';

export type WaitingPhase = Extract<
  RunPhase,
  { kind: 'connecting' | 'startingBackend' | 'loadingData' | 'building' | 'preparing' }
>;

/** Something is being prepared; a person can only wait or cancel. */
export const isWaiting = (phase: RunPhase): phase is WaitingPhase =>
  phase.kind === 'connecting' ||
  phase.kind === 'startingBackend' ||
  phase.kind === 'loadingData' ||
  phase.kind === 'building' ||
  phase.kind === 'preparing';

/** What there is to count while waiting, or null. */
export function progressOf(phase: WaitingPhase): { done: number; total: number } | null {
  const counts = phase.kind === 'loadingData' || phase.kind === 'preparing';
  return counts && phase.total > 0 ? { done: phase.done, total: phase.total } : null;
}

/** The state in a few words. */
export function phaseText({ shell, localise }: Texts, phase: RunPhase, step: number): string {
  const texts = shell.phase;
  switch (phase.kind) {
    case 'connecting':
      return texts.connecting;
    case 'startingBackend':
      return texts.startingBackend;
    case 'loadingData':
      return texts.loadingData(localise(phase.label));
    case 'building':
      return texts.building;
    case 'preparing':
      return texts.preparing;
    case 'paused':
      return step === 0 ? texts.ready : texts.paused;
    case 'training':
      return texts.training;
    case 'stopped':
      return texts.stopped;
    case 'failed':
      return texts.failed;
    case 'lost':
      return texts.lost;
    default:
      return assertNever(phase);
  }
}
