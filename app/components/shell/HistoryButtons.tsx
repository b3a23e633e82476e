// Undo and redo of changes to the experiment.

import { useStore } from 'zustand';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { canRedo, canUndo } from '../../state/experiment-store';
import { Icon } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';

export function HistoryButtons() {
  const { stores, actions } = useApp();
  const undoable = useStore(stores.experiment, canUndo);
  const redoable = useStore(stores.experiment, canRedo);
  const { shell } = useTexts();
  return (
    <>
      <IconButton
        label={shell.undo}
        help={`${shell.undo}. ${shell.undoHelp}`}
        onPress={actions.undo}
        disabled={!undoable}
        shortcut="Control+Z"
      >
        <Icon name="undo" />
      </IconButton>
      <IconButton
        label={shell.redo}
        help={`${shell.redo}. ${shell.redoHelp}`}
        onPress={actions.redo}
        disabled={!redoable}
        shortcut="Control+Shift+Z"
      >
        <Icon name="redo" />
      </IconButton>
    </>
  );
}
