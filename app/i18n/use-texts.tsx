// The texts of the chosen language for every component below the provider.

import { createContext, type ReactNode, useContext } from 'react';
import type { Language } from './language';
import { textsOf } from './load-texts';
import { EN_TEXTS, type Texts } from './texts';

const TextsContext = createContext<Texts>(EN_TEXTS);

export function TextsProvider(props: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  return (
    <TextsContext.Provider value={textsOf(props.language)}>{props.children}</TextsContext.Provider>
  );
}

export const useTexts = (): Texts => useContext(TextsContext);
