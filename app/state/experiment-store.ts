// The experiment as the form shows it (draft) and as the run has it (applied). What needs a reset, what can be undone:
// derived here, stored nowhere.

import { createStore } from 'zustand/vanilla';
import type { Catalog } from '../../lib/schema/catalog';
import { type ExperimentConfig, findArchitecture, keysNeedingReset } from '../../lib/schema/config';
import type { WireError } from '../../lib/schema/errors';

export interface ExperimentState {
  /** Null until the catalog is there. */
  readonly draft: ExperimentConfig | null;
  /** What the run was built with, live changes included; null without a run. */
  readonly applied: ExperimentConfig | null;
  /** Per architecture, null or why it cannot train on the draft's data. */
  readonly acceptance: Readonly<Record<string, string | null>> | null;
  /** Drafts to go back to, the latest last. */
  readonly past: readonly ExperimentConfig[];
  readonly future: readonly ExperimentConfig[];
  /** Why a setting was refused, by its key. */
  readonly fieldErrors: Readonly<Record<string, WireError>>;
}

export const createExperimentStore = () =>
  createStore<ExperimentState>(() => ({
    draft: null,
    applied: null,
    acceptance: null,
    past: [],
    future: [],
    fieldErrors: {},
  }));

const MAX_UNDO = 200;

/** A new draft, with the way back to the one before. */
export const changedTo = (
  draft: ExperimentConfig,
  { draft: before, past }: Pick<ExperimentState, 'draft' | 'past'>,
): Pick<ExperimentState, 'draft' | 'past' | 'future' | 'fieldErrors'> => ({
  draft,
  past: before === null ? past : [...past, before].slice(-MAX_UNDO),
  future: [],
  fieldErrors: {},
});

export const canUndo = ({ past }: Pick<ExperimentState, 'past'>): boolean => past.length > 0;
export const canRedo = ({ future }: Pick<ExperimentState, 'future'>): boolean => future.length > 0;

export const sameJson = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** What the draft changes that the run cannot take: keys of settings, and `architecture`, `data`, `seed`. */
export function needsReset(
  { draft, applied }: Pick<ExperimentState, 'draft' | 'applied'>,
  catalog: Catalog | null,
): readonly string[] {
  if (draft === null || applied === null || catalog === null) return [];
  const changed: string[] = [];
  if (draft.architecture !== applied.architecture) changed.push('architecture');
  if (!sameJson(draft.data, applied.data)) changed.push('data');
  if (draft.seed !== applied.seed) changed.push('seed');
  // Settings of another architecture are all new; naming each says nothing.
  if (draft.architecture !== applied.architecture) return changed;
  const { params } = findArchitecture(catalog, draft.architecture);
  return [...changed, ...keysNeedingReset(params, applied.params, draft.params)];
}
