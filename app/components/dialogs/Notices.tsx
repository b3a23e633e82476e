// What has just happened, floating over the lower edge until it is dismissed, with what can be done about it.

import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { dismiss, type NoticeAction, type Notice as NoticeEntry } from '../../state/notice-store';
import { Button } from '../controls/Button';
import { Notice } from '../controls/Notice';
import styles from './Notices.module.css';

/** Good news goes by itself; what asks for an answer stays. */
const INFO_MS = 6000;

function OneNotice({ notice }: { readonly notice: NoticeEntry }) {
  const { stores, actions } = useApp();
  const { errorText, notices, dialogs, shell } = useTexts();
  const { id, tone } = notice;
  const passing = tone === 'info' && notice.actions.length === 0;
  useEffect(() => {
    if (!passing) return;
    const timer = setTimeout(() => dismiss(stores.notices, id), INFO_MS);
    return () => clearTimeout(timer);
  }, [id, passing, stores]);
  const answers: Readonly<Record<NoticeAction, { label: string; act: () => void }>> = {
    recover: { label: dialogs.recovery.recover, act: actions.recover },
    dismissRecovery: { label: dialogs.recovery.dismiss, act: actions.dismissRecovery },
    restartWorker: { label: shell.restartWorker, act: () => actions.restartWorker() },
    retry: { label: shell.retry, act: actions.retry },
  };
  return (
    <Notice
      floating
      tone={tone}
      onDismiss={() => dismiss(stores.notices, id)}
      actions={
        notice.actions.length > 0 &&
        notice.actions.map((action) => (
          <Button
            key={action}
            onPress={() => {
              dismiss(stores.notices, id);
              answers[action].act();
            }}
          >
            {answers[action].label}
          </Button>
        ))
      }
    >
      {notice.error !== undefined
        ? errorText(notice.error)
        : notice.text !== undefined && notices[notice.text]}
    </Notice>
  );
}

export function Notices() {
  const { stores } = useApp();
  const notices = useStore(stores.notices, (state) => state.notices);
  const phase = useStore(stores.run, (state) => state.phase);
  const { shell } = useTexts();
  // The stage says it already, with what can be done.
  const staged = 'error' in phase ? phase.error.message : null;
  return (
    <section className={styles.notices} aria-label={shell.landmarks.notices}>
      {notices
        .filter(({ error }) => error === undefined || error.message !== staged)
        .map((notice) => (
          <OneNotice key={notice.id} notice={notice} />
        ))}
    </section>
  );
}
