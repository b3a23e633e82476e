// A saved run dropped anywhere on the page is opened. All other files are the data picker's.

import { useEffect, useState } from 'react';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import styles from './DropRun.module.css';

const SAVED_RUN = /\.safetensors$/i;

const carriesFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

/** The run among the dropped files, when it came alone. */
function droppedRun(event: DragEvent): File | null {
  const files = event.dataTransfer?.files;
  const file = files?.length === 1 ? files[0] : undefined;
  return file !== undefined && SAVED_RUN.test(file.name) ? file : null;
}

export function DropRun() {
  const { actions } = useApp();
  const { shell } = useTexts();
  /** How many nested elements the drag has entered and not left. */
  const [depth, setDepth] = useState(0);
  useEffect(() => {
    const onEnter = (event: DragEvent): void => {
      if (carriesFiles(event)) setDepth((at) => at + 1);
    };
    const onLeave = (event: DragEvent): void => {
      if (carriesFiles(event)) setDepth((at) => Math.max(0, at - 1));
    };
    const onOver = (event: DragEvent): void => {
      // Without this the browser would leave the page for the file.
      if (carriesFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      setDepth(0);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      const run = droppedRun(event);
      if (run === null) return;
      event.stopPropagation();
      void actions.openRun(run);
    };
    // Before everyone else, who need not know saved runs.
    const early = { capture: true };
    window.addEventListener('dragenter', onEnter, early);
    window.addEventListener('dragleave', onLeave, early);
    window.addEventListener('dragover', onOver, early);
    window.addEventListener('drop', onDrop, early);
    return () => {
      window.removeEventListener('dragenter', onEnter, early);
      window.removeEventListener('dragleave', onLeave, early);
      window.removeEventListener('dragover', onOver, early);
      window.removeEventListener('drop', onDrop, early);
    };
  }, [actions]);
  if (depth === 0) return null;
  return (
    <div className={styles.veil} aria-hidden="true">
      <p>{shell.droppedHere}</p>
    </div>
  );
}
