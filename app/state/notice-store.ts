// Short messages to the person: errors as codes, the rest as keys of the dictionary. Words live in app/i18n.

import { createStore } from 'zustand/vanilla';
import type { WireError } from '../../lib/schema/errors';

/** Sentences of the dictionary's `notices` section. */
export type NoticeText =
  | 'linkCopied'
  | 'linkReady'
  | 'runSaved'
  | 'runOpened'
  | 'runRecovered'
  | 'recoveryAvailable'
  | 'csvSaved'
  | 'linkIgnored'
  | 'architectureChanged'
  | 'linkWaits'
  | 'languageMissing'
  | 'workerSilent';

export type NoticeAction = 'recover' | 'dismissRecovery' | 'restartWorker' | 'retry';

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'warning' | 'error';
  readonly error?: WireError;
  readonly text?: NoticeText;
  readonly actions: readonly NoticeAction[];
}

export interface NoticeState {
  readonly notices: readonly Notice[];
}

export type NoticeStore = ReturnType<typeof createNoticeStore>;

export const createNoticeStore = () => createStore<NoticeState>(() => ({ notices: [] }));

let nextId = 1;

/** Shows a notice; one that says the same replaces the earlier one. */
export function notify(
  store: NoticeStore,
  notice: Omit<Notice, 'id' | 'actions'> & Partial<Pick<Notice, 'actions'>>,
): void {
  const same = (other: Notice): boolean =>
    other.text === notice.text && other.error?.message === notice.error?.message;
  store.setState(({ notices }) => ({
    notices: [...notices.filter((other) => !same(other)), { actions: [], ...notice, id: nextId++ }],
  }));
}

export function dismiss(store: NoticeStore, id: number): void {
  store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Takes away a sentence that holds no longer. */
export function dismissText(store: NoticeStore, text: NoticeText): void {
  store.setState((state) =>
    state.notices.some((notice) => notice.text === text)
      ? { notices: state.notices.filter((notice) => notice.text !== text) }
      : state,
  );
}

/** Takes away what offered one of these actions, once it is pointless. */
export function dismissAnswered(store: NoticeStore, pointless: readonly NoticeAction[]): void {
  const open = ({ actions }: Notice): boolean =>
    !actions.some((action) => pointless.includes(action));
  store.setState(({ notices }) => ({ notices: notices.filter(open) }));
}
