// Puts language, theme and projector mode on the root element, where the styles and screen readers look for them.

import { useEffect } from 'react';
import type { Language } from '../../i18n/language';

export interface DocumentLook {
  readonly language: Language;
  readonly theme: 'light' | 'dark' | 'system';
  readonly projector: boolean;
  readonly title: string;
}

const PREFERS_DARK = '(prefers-color-scheme: dark)';

export function useDocumentLook({ language, theme, projector, title }: DocumentLook): void {
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-projector', projector);
  }, [projector]);
  useEffect(() => {
    const query = matchMedia(PREFERS_DARK);
    const apply = (): void => {
      const dark = theme === 'dark' || (theme === 'system' && query.matches);
      document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    };
    apply();
    query.addEventListener('change', apply);
    return () => query.removeEventListener('change', apply);
  }, [theme]);
}
