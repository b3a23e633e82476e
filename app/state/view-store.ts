// How this person likes the page: kept in localStorage where there is one, never part of an experiment.

import { createStore } from 'zustand/vanilla';
import { LANGUAGES, type Language } from '../i18n/language';
import type { BackendPreference } from '../workers/protocol';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const TABS = ['latent', 'measures', 'views', 'network'] as const;
export type Tab = (typeof TABS)[number];
const BACKENDS: readonly BackendPreference[] = ['auto', 'webgpu', 'webgl', 'wasm', 'cpu'];

export interface ViewState {
  readonly language: Language;
  readonly theme: Theme;
  readonly projector: boolean;
  readonly tab: Tab;
  readonly showAllParams: boolean;
  readonly backend: BackendPreference;
}

/** What is used of Storage; some browsers have none, or one that throws. */
export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'gan-playground/view';

const oneOf = <T extends string>(values: readonly T[], value: unknown, otherwise: T): T =>
  values.find((candidate) => candidate === value) ?? otherwise;

/** Stored preferences may be old or edited; each that is unknown falls back to its default alone. */
export function parsePreferences(text: string | null, browserLanguage: string): ViewState {
  let stored: Readonly<Record<string, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    if (typeof parsed === 'object' && parsed !== null) stored = { ...parsed };
  } catch {
    // No JSON: nothing was stored by this page.
  }
  return {
    language: oneOf(
      LANGUAGES,
      stored.language,
      browserLanguage.startsWith('zh') ? 'zh-Hans' : 'en',
    ),
    theme: oneOf(THEMES, stored.theme, 'system'),
    projector: stored.projector === true,
    tab: oneOf(TABS, stored.tab, 'latent'),
    showAllParams: stored.showAllParams === true,
    backend: oneOf(BACKENDS, stored.backend, 'auto'),
  };
}

export function createViewStore(storage: KeyValueStorage | null, browserLanguage: string) {
  const read = (): string | null => {
    try {
      return storage?.getItem(KEY) ?? null;
    } catch {
      return null;
    }
  };
  const store = createStore<ViewState>(() => parsePreferences(read(), browserLanguage));
  store.subscribe((state) => {
    try {
      storage?.setItem(KEY, JSON.stringify(state));
    } catch {
      // A full or forbidden storage costs the preferences of the next visit, nothing else.
    }
  });
  return store;
}
