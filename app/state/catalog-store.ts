// What the library offers, once the worker has said it.

import { createStore } from 'zustand/vanilla';
import type { Catalog } from '../../lib/schema/catalog';

export interface CatalogState {
  readonly catalog: Catalog | null;
}

export const createCatalogStore = () => createStore<CatalogState>(() => ({ catalog: null }));
