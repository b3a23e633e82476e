// Notices when the worker has been silent for long while something is under way, and offers a way out. It cannot tell a
// hung worker from a very long step, and says so. Looks are counted, not time: a machine that slept has not looked.

import type { Core } from './app-core';
import { dismissText, notify } from './notice-store';
import { isUnderWay, type RunPhase } from './run-store';

export const LOOK_INTERVAL_MS = 5000;
/** Half a minute; longer than a step of a model that anybody would want to watch. */
export const SILENT_LOOKS = 6;

const isAwaited = (phase: RunPhase): boolean =>
  isUnderWay({ phase }) ||
  phase.kind === 'connecting' ||
  phase.kind === 'startingBackend' ||
  phase.kind === 'building';

/** Returns what is to be called at every interval. */
export function createSilenceWatch({ wire, stores }: Core): () => void {
  let heard = wire.heard;
  let silentLooks = 0;
  return () => {
    const silent = wire.heard === heard && isAwaited(stores.run.getState().phase);
    heard = wire.heard;
    silentLooks = silent ? silentLooks + 1 : 0;
    if (silentLooks === SILENT_LOOKS) {
      notify(stores.notices, {
        tone: 'warning',
        text: 'workerSilent',
        actions: ['restartWorker'],
      });
    } else if (silentLooks === 0) {
      dismissText(stores.notices, 'workerSilent');
    }
  };
}
