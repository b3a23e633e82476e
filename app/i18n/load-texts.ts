// Fetches the texts of a language when it is chosen, so that nobody loads one that they do not read. English comes with
// the page: it is what shows while another language cannot be had. The service worker stores all of them.

import type { Language } from './language';
import { EN_TEXTS, type Texts } from './texts';

const LOADERS: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => EN_TEXTS,
  'zh-Hans': async () => (await import('./zh-Hans/texts')).ZH_HANS_TEXTS,
};

const loaded = new Map<Language, Texts>();

/** @throws whatever the browser throws when the file does not come. */
export async function loadTexts(language: Language): Promise<void> {
  loaded.set(language, await LOADERS[language]());
}

/** The texts of a language that has been loaded; English otherwise. */
export const textsOf = (language: Language): Texts => loaded.get(language) ?? EN_TEXTS;
