// What stands above the stage when there is something to say: progress of loading, a stop with its reason, a failure with a
// way out.

import { useStore } from 'zustand';
import type { ErrorCode } from '../../../lib/schema/errors';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { Button } from '../controls/Button';
import { Notice } from '../controls/Notice';
import { isWaiting, phaseText, progressOf, type WaitingPhase } from './run-phase';
import styles from './StageState.module.css';

/** What another backend may be spared. */
const GRAPHICS_TROUBLES: ReadonlySet<ErrorCode> = new Set(['run.deviceLost', 'run.deviceError']);

function Waiting({ phase }: { readonly phase: WaitingPhase }) {
  const { actions } = useApp();
  const texts = useTexts();
  const { shell } = texts;
  const label = phaseText(texts, phase, 0);
  const progress = progressOf(phase);
  const cancel = { loadingData: actions.cancelLoading, preparing: actions.pause };
  return (
    <div className={styles.preparing}>
      {/* The count changes several times a second; only the rest is worth being spoken. */}
      <p>
        <span role="status">{label}</span>
        {phase.kind === 'preparing' && ` ${shell.preparation(phase)}`}
      </p>
      <progress
        className={styles.progress}
        aria-label={label}
        {...(progress === null ? {} : { value: progress.done, max: progress.total })}
      />
      {(phase.kind === 'loadingData' || phase.kind === 'preparing') && (
        <Button onPress={cancel[phase.kind]}>{shell.cancel}</Button>
      )}
    </div>
  );
}

export function StageState() {
  const { stores, actions } = useApp();
  const phase = useStore(stores.run, (state) => state.phase);
  const texts = useTexts();
  const { shell, errorText } = texts;
  if (isWaiting(phase)) return <Waiting phase={phase} />;
  switch (phase.kind) {
    case 'stopped':
      return (
        <Notice
          tone="warning"
          actions={
            <Button onPress={() => actions.reset({ seed: 'same' })}>{shell.resetSameSeed}</Button>
          }
        >
          {errorText(phase.error)}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="error" actions={<Button onPress={actions.retry}>{shell.retry}</Button>}>
          {errorText(phase.error)}
        </Notice>
      );
    case 'lost':
      return (
        <Notice
          tone="error"
          actions={
            <>
              <Button onPress={() => actions.restartWorker()}>{shell.restartWorker}</Button>
              {GRAPHICS_TROUBLES.has(phase.error.code) && (
                <Button onPress={() => actions.restartWorker('wasm')}>
                  {shell.restartWithoutGraphics}
                </Button>
              )}
            </>
          }
        >
          {errorText(phase.error)}
        </Notice>
      );
    default:
      return null;
  }
}
