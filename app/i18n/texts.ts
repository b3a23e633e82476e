// Everything that depends on the language: the dictionary, the sentence of an error, the library's own texts. Plain
// functions; load-texts.ts fetches a language, use-texts.tsx hands it to components.

import type { WireError } from '../../lib/schema/errors';
import { type Dictionary, EN } from './en/en';
import type { Language } from './language';

export interface Texts extends Dictionary {
  readonly language: Language;
  /** A label, help or summary that came from the library in English. */
  localise(english: string): string;
  /** What was expected, what came, what to do. */
  errorText(error: WireError): string;
}

export const EN_TEXTS: Texts = {
  ...EN,
  language: 'en',
  localise: (english) => english,
  errorText: ({ message }) => message,
};
