// Which settings the recipe shows, in which order: derived from specs, values and what a person asked to see. Nothing here
// knows an architecture; the essentials are the names that most of them share.

import type { DataKind } from '../../../lib/schema/data';
import {
  isVisible,
  PARAM_GROUPS,
  type ParamGroup,
  type ParamRecord,
  type ParamSpec,
  type ParamSpecs,
  type ParamValue,
} from '../../../lib/schema/params';

export interface RecipeField {
  readonly key: string;
  readonly spec: ParamSpec;
  readonly value: ParamValue;
  /** The value of the chosen size; differs from the spec's own default where the size sets it. */
  readonly preset: ParamValue;
}

export interface RecipeGroup {
  readonly group: ParamGroup;
  readonly fields: readonly RecipeField[];
}

/** What a learner changes first in any architecture; its own essentials say so themselves. */
const ESSENTIALS: ReadonlySet<string> = new Set([
  'loss',
  'lossBlend',
  'lrG',
  'lrD',
  'nCritic',
  'batchSize',
  'zDim',
  'trainD',
  'trainG',
]);

/** Has a control of its own above the form. */
const ELSEWHERE: ReadonlySet<string> = new Set(['size']);

export interface RecipeQuery {
  readonly specs: ParamSpecs;
  readonly values: ParamRecord;
  readonly presets: ParamRecord;
  /** Of the chosen data; settings for other kinds are not shown. */
  readonly dataKind: DataKind;
  readonly showAll: boolean;
  /** Words to look for; finds settings that are folded away, but none whose conditions do not hold. */
  readonly search: string;
  /** The texts of a setting in the page's language, searched beside the English ones. */
  readonly localise: (english: string) => string;
}

const normal = (text: string): string => text.normalize('NFKC').toLowerCase();

function matches(key: string, spec: ParamSpec, query: RecipeQuery): boolean {
  const texts = [spec.label, spec.help].flatMap((text) => [text, query.localise(text)]);
  const haystack = normal([key, ...texts].join(' '));
  return normal(query.search)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

/** The groups that have something to show. */
export function recipeGroups(query: RecipeQuery): readonly RecipeGroup[] {
  const searching = query.search.trim() !== '';
  const shown = Object.entries(query.specs).filter(
    ([key, spec]) =>
      !ELSEWHERE.has(key) &&
      (spec.dataKind ?? query.dataKind) === query.dataKind &&
      isVisible(spec, query.values) &&
      (searching
        ? matches(key, spec, query)
        : query.showAll || ESSENTIALS.has(key) || spec.essential === true),
  );
  return PARAM_GROUPS.map((group) => ({
    group,
    fields: shown
      .filter(([, spec]) => spec.group === group)
      .map(([key, spec]) => ({
        key,
        spec,
        value: query.values[key] ?? spec.default,
        preset: query.presets[key] ?? spec.default,
      })),
  })).filter(({ fields }) => fields.length > 0);
}
