// Own images by file dialog: how large, files or a folder, and what came of it.

import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { useTexts } from '../../i18n/use-texts';
import type { OwnFile } from '../../workers/protocol';
import { Button } from '../controls/Button';
import { Choice } from '../controls/Choice';
import { entriesOf, filesBelow, filesOfInput, soleRunFile } from './dropped-files';
import styles from './OwnDataChooser.module.css';
import { OwnDataReport } from './OwnDataReport';
import { type OwnDataStatus, PICTURE_SIZES, type PictureSize } from './use-own-data';

const ACCEPTED =
  '.gz,.zip,.npy,.npz,.bin,.tar,.idx,.idx1,.idx3,.png,.jpg,.jpeg,.webp,image/png,image/jpeg,image/webp,application/gzip,application/zip';

export interface OwnDataChooserProps {
  readonly status: OwnDataStatus;
  readonly onFiles: (
    files: readonly OwnFile[] | Promise<readonly OwnFile[]>,
    size: PictureSize,
  ) => void;
  readonly onCancel: () => void;
  readonly onDismiss: () => void;
}

export function OwnDataChooser({ status, onFiles, onCancel, onDismiss }: OwnDataChooserProps) {
  const { data } = useTexts();
  const [size, setSize] = useState<PictureSize>(32);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const busy = status.kind === 'loading';
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen = filesOfInput(event.target.files);
    // The same files may be chosen again, at another size.
    event.target.value = '';
    if (chosen.length > 0) onFiles(chosen, size);
  };
  const drop = useRef((_: DragEvent): void => undefined);
  useEffect(() => {
    drop.current = (event) => {
      const { dataTransfer } = event;
      if (dataTransfer === null) return;
      const entries = entriesOf(dataTransfer);
      // Saved runs are left to the page.
      if (entries.length === 0 || soleRunFile(dataTransfer) !== null) return;
      event.preventDefault();
      onFiles(filesBelow(entries), size);
    };
  });
  useEffect(() => {
    const onDrop = (event: DragEvent): void => drop.current(event);
    // Before the page's own listener: while this is shown, wherever files are dropped, the size chosen here counts.
    document.addEventListener('drop', onDrop, true);
    return () => document.removeEventListener('drop', onDrop, true);
  }, []);
  return (
    <div className={styles.chooser}>
      <p>{data.ownHelp}</p>
      <div className={styles.size}>
        <span aria-hidden="true">{data.pictureSize}</span>
        <Choice
          label={data.pictureSize}
          look="segments"
          options={PICTURE_SIZES.map((side) => ({ id: String(side), label: `${side} × ${side}` }))}
          value={String(size)}
          disabled={busy}
          onChange={(id) => setSize(PICTURE_SIZES.find((side) => String(side) === id) ?? size)}
        />
      </div>
      <div className={styles.buttons}>
        <Button icon="open" disabled={busy} onPress={() => files.current?.click()}>
          {data.chooseFiles}
        </Button>
        <Button icon="open" disabled={busy} onPress={() => folder.current?.click()}>
          {data.chooseFolder}
        </Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        accept={ACCEPTED}
        hidden
        aria-label={data.chooseFiles}
        onChange={take}
      />
      <input
        ref={folder}
        type="file"
        hidden
        webkitdirectory=""
        aria-label={data.chooseFolder}
        onChange={take}
      />
      <OwnDataReport status={status} onCancel={onCancel} onDismiss={onDismiss} />
      <p className={styles.fine}>{data.stays}</p>
    </div>
  );
}
