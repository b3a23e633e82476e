// Play and pause, single steps, reset: what a person presses most.

import { useStore } from 'zustand';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { isSettled, isUnderWay } from '../../state/run-store';
import { Button } from '../controls/Button';
import { Icon } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';
import { isIdle } from './run-phase';
import styles from './Transport.module.css';

export function PlayButton() {
  const { stores, actions } = useApp();
  const phase = useStore(stores.run, (state) => state.phase);
  const { shell } = useTexts();
  const training = isUnderWay({ phase });
  return (
    <Button
      kind="primary"
      large
      icon={training ? 'pause' : 'play'}
      onPress={actions.togglePlay}
      disabled={!training && !isIdle(phase)}
      shortcut="Space"
    >
      {training ? shell.pause : shell.play}
    </Button>
  );
}

export function StepButtons() {
  const { stores, actions } = useApp();
  const idle = useStore(stores.run, ({ phase }) => isIdle(phase));
  const { shell } = useTexts();
  return (
    <fieldset className={styles.group} title={shell.stepHelp}>
      <legend className="spoken">{shell.stepGroup}</legend>
      <span className={styles.groupLabel} aria-hidden="true">
        {shell.stepGroup}
      </span>
      <IconButton
        label={shell.stepD}
        onPress={() => actions.step('d')}
        disabled={!idle}
        shortcut="D"
      >
        <span className={styles.d}>D</span>
      </IconButton>
      <IconButton
        label={shell.stepG}
        onPress={() => actions.step('g')}
        disabled={!idle}
        shortcut="G"
      >
        <span className={styles.g}>G</span>
      </IconButton>
      <IconButton
        label={shell.stepBoth}
        onPress={() => actions.step('both')}
        disabled={!idle}
        shortcut="S"
      >
        {shell.both}
      </IconButton>
    </fieldset>
  );
}

export function ResetButtons() {
  const { stores, actions } = useApp();
  const available = useStore(stores.run, isSettled);
  const { shell } = useTexts();
  return (
    <div className={styles.pair}>
      <IconButton
        label={shell.resetSameSeed}
        help={`${shell.resetSameSeed}. ${shell.resetSameSeedHelp}`}
        onPress={() => actions.reset({ seed: 'same' })}
        disabled={!available}
        shortcut="Shift+R"
      >
        <Icon name="reset" />
      </IconButton>
      <IconButton
        label={shell.resetNewSeed}
        help={`${shell.resetNewSeed}. ${shell.resetNewSeedHelp}`}
        onPress={() => actions.reset({ seed: 'new' })}
        disabled={!available}
      >
        <Icon name="dice" />
      </IconButton>
    </div>
  );
}
