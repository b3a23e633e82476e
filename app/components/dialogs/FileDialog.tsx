// Save, open, share: everything that takes an experiment out of the page or into it.

import { useRef } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { hasRun } from '../../state/run-store';
import { Button } from '../controls/Button';
import { Dialog } from '../controls/Dialog';
import styles from './FileDialog.module.css';

export function FileDialog({ onClose }: { readonly onClose: () => void }) {
  const { stores, actions } = useApp();
  const available = useStore(stores.run, hasRun);
  const { dialogs } = useTexts();
  const { file } = dialogs;
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog heading={file.heading} onClose={onClose}>
      <section className={styles.section}>
        <h3>{file.saveHeading}</h3>
        <p>{file.saveHelp}</p>
        <Button icon="save" onPress={actions.saveRun} disabled={!available}>
          {file.saveRun}
        </Button>
      </section>
      <section className={styles.section}>
        <h3>{file.openHeading}</h3>
        <p>{file.openHelp}</p>
        <Button icon="open" onPress={() => input.current?.click()}>
          {file.openRun}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".safetensors"
          className="spoken"
          tabIndex={-1}
          aria-label={file.openRun}
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = '';
            if (chosen === undefined) return;
            onClose();
            actions.openRun(chosen);
          }}
        />
      </section>
      <section className={styles.section}>
        <h3>{file.shareHeading}</h3>
        <p>{file.shareHelp}</p>
        <Button icon="link" onPress={actions.copyLink}>
          {file.copy}
        </Button>
      </section>
      <section className={styles.section}>
        <h3>{file.csvHeading}</h3>
        <p>{file.csvHelp}</p>
        <Button icon="table" onPress={actions.exportCsv} disabled={!available}>
          CSV
        </Button>
      </section>
    </Dialog>
  );
}
