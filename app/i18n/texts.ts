// Everything that depends on the language: the dictionary, the sentence of an error, the library's own texts, and how
// numbers are written. Plain functions; use-texts.tsx hands them to components.

import type { ErrorCode, ErrorDetails, WireError } from '../../lib/schema/errors';
import { type Dictionary, EN } from './en/en';
import type { Language } from './language';
import { localise as localiseZh } from './zh-Hans/catalog';
import { errors as errorsZh } from './zh-Hans/errors';
import { ZH_HANS } from './zh-Hans/zh-hans';

export interface Texts extends Dictionary {
  readonly language: Language;
  /** A label, help or summary that came from the library in English. */
  localise(english: string): string;
  /** What was expected, what came, what to do. */
  errorText(error: WireError): string;
}

function errorTextZh(error: WireError): string {
  // The table pairs each code with a function of its own details, and the wire keeps the two together.
  const text = errorsZh[error.code] as (details: ErrorDetails<ErrorCode>) => string;
  return text(error.details as ErrorDetails<ErrorCode>);
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    ...EN,
    language: 'en',
    localise: (english) => english,
    errorText: ({ message }) => message,
  },
  'zh-Hans': { ...ZH_HANS, language: 'zh-Hans', localise: localiseZh, errorText: errorTextZh },
};

export const textsOf = (language: Language): Texts => TEXTS[language];
