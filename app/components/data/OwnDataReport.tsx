// What is happening to own files: progress with a way to stop, what the decoder noticed, or the one sentence of an error.

import { formatCount } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { Button } from '../controls/Button';
import { Notice } from '../controls/Notice';
import styles from './OwnDataReport.module.css';
import type { OwnDataStatus } from './use-own-data';

export interface OwnDataReportProps {
  readonly status: OwnDataStatus;
  readonly floating?: boolean;
  readonly onCancel: () => void;
  readonly onDismiss: () => void;
}

export function OwnDataReport({
  status,
  floating = false,
  onCancel,
  onDismiss,
}: OwnDataReportProps) {
  const texts = useTexts();
  const { data } = texts;
  switch (status.kind) {
    case 'idle':
      return null;
    case 'loading':
      return (
        <Notice
          tone="info"
          floating={floating}
          actions={<Button onPress={onCancel}>{data.cancel}</Button>}
        >
          <p>
            {status.total === 0
              ? data.reading
              : data.readingOf(formatCount(status.done), formatCount(status.total))}
          </p>
          <progress
            className={styles.progress}
            aria-label={data.reading}
            max={1}
            {...(status.total > 0 && { value: status.done / status.total })}
          />
        </Notice>
      );
    case 'loaded':
      return (
        <Notice tone="info" floating={floating} onDismiss={onDismiss}>
          <p>{data.loaded(status.name)}</p>
          {status.notes.length > 0 && (
            <ul className={styles.notes}>
              {status.notes.map((note) => (
                <li key={note}>{texts.localise(note)}</li>
              ))}
            </ul>
          )}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="error" floating={floating} onDismiss={onDismiss}>
          {texts.errorText(status.error)}
        </Notice>
      );
  }
}
