// What stands above the stage when there is something to say: progress of loading, a stop with its reason, a failure with a
// way out.

import { useStore } from 'zustand';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { Button } from '../controls/Button';
import { Notice } from '../controls/Notice';
import { isPreparing, phaseText } from './run-phase';
import styles from './StageState.module.css';

export function StageState() {
  const { stores, actions } = useApp();
  const phase = useStore(stores.run, (state) => state.phase);
  const texts = useTexts();
  const { shell, errorText } = texts;
  if (isPreparing(phase)) {
    const progress = phase.kind === 'loadingData' && phase.total > 0 ? phase : null;
    return (
      <div className={styles.preparing} role="status">
        <p>{phaseText(texts, phase, 0)}</p>
        <progress
          className={styles.progress}
          aria-label={phaseText(texts, phase, 0)}
          {...(progress === null ? {} : { value: progress.done, max: progress.total })}
        />
        {phase.kind === 'loadingData' && (
          <Button onPress={actions.cancelLoading}>{shell.cancel}</Button>
        )}
      </div>
    );
  }
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
          actions={<Button onPress={actions.restartWorker}>{shell.restartWorker}</Button>}
        >
          {errorText(phase.error)}
        </Notice>
      );
    default:
      return null;
  }
}
