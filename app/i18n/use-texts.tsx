// The texts of the chosen language for every component below the provider.

import { createContext, type ReactNode, useContext } from 'react';
import type { Language } from './language';
import { type Texts, textsOf } from './texts';

const TextsContext = createContext<Texts>(textsOf('en'));

export function TextsProvider(props: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  return (
    <TextsContext.Provider value={textsOf(props.language)}>{props.children}</TextsContext.Provider>
  );
}

export const useTexts = (): Texts => useContext(TextsContext);
