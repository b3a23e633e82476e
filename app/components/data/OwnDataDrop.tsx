// The whole page as a drop zone: own data files and folders, and saved runs. While files hang over the page it says what
// will happen; afterwards a floating report says what did.

import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../i18n/use-texts';
import { entriesOf, filesBelow, soleRunFile } from './dropped-files';
import styles from './OwnDataDrop.module.css';
import { OwnDataReport } from './OwnDataReport';
import { type OwnDataCallbacks, type PictureSize, useOwnData } from './use-own-data';

/** Pictures are read at this size; arrays of 28, 32 or 64 keep theirs. */
const DROP_SIZE: PictureSize = 32;

export interface OwnDataDropProps extends OwnDataCallbacks {
  readonly onRunFile: (file: File) => void;
}

export function OwnDataDrop({ onRunFile, ...callbacks }: OwnDataDropProps) {
  const { data } = useTexts();
  const { status, read, cancel, dismiss } = useOwnData(callbacks);
  const [over, setOver] = useState(false);
  const take = useRef((_: DataTransfer): void => undefined);
  useEffect(() => {
    take.current = (transfer) => {
      const entries = entriesOf(transfer);
      const run = soleRunFile(transfer);
      if (run !== null) {
        onRunFile(run);
      } else if (entries.length > 0) {
        void read(filesBelow(entries), DROP_SIZE);
      }
    };
  });
  useEffect(() => watchPage(setOver, (transfer) => take.current(transfer)), []);
  useEffect(() => {
    if (status.kind !== 'failed' && status.kind !== 'loaded') return;
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') dismiss();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [status.kind, dismiss]);
  return (
    <>
      {over && (
        <div className={styles.over} aria-hidden="true">
          <p className={styles.words}>{data.dropHere}</p>
        </div>
      )}
      {status.kind !== 'idle' && (
        <div className={styles.report}>
          <OwnDataReport floating status={status} onCancel={cancel} onDismiss={dismiss} />
        </div>
      )}
    </>
  );
}

const carriesFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

/** Listens on the whole page. Entering a child leaves its parent, so enters and leaves are counted. */
function watchPage(setOver: (over: boolean) => void, onDrop: (files: DataTransfer) => void) {
  let depth = 0;
  const onEnter = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    depth++;
    setOver(true);
  };
  const onOver = (event: DragEvent): void => {
    // Without this the browser would open the file in place of the page.
    if (carriesFiles(event)) event.preventDefault();
  };
  const onLeave = (event: DragEvent): void => {
    if (!carriesFiles(event)) return;
    depth = Math.max(0, depth - 1);
    if (depth === 0) setOver(false);
  };
  const onDropped = (event: DragEvent): void => {
    depth = 0;
    setOver(false);
    // A part of the page with settings of its own has taken them.
    if (event.defaultPrevented) return;
    if (!carriesFiles(event) || event.dataTransfer === null) return;
    event.preventDefault();
    onDrop(event.dataTransfer);
  };
  document.addEventListener('dragenter', onEnter);
  document.addEventListener('dragover', onOver);
  document.addEventListener('dragleave', onLeave);
  document.addEventListener('drop', onDropped);
  return () => {
    document.removeEventListener('dragenter', onEnter);
    document.removeEventListener('dragover', onOver);
    document.removeEventListener('dragleave', onLeave);
    document.removeEventListener('drop', onDropped);
  };
}
