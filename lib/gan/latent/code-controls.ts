// Latent codes that nobody gave a meaning: categories drawn evenly and numbers drawn evenly from a range, beside z. How many
// there are and what they span is the run's choice; what they come to mean is for training to find.
// Source: Chen et al. 2016, sections 4 and 7 (arXiv:1606.03657).

import {
  type CategoryLatent,
  type CodeLatent,
  type LatentControl,
  type LatentPart,
  latentParts,
} from '../../schema/latents';
import { integer, number, type ParamValues } from '../../schema/params';

export const CODE_PARAMS = {
  categoricalCodes: integer({
    label: 'Categorical codes',
    help: 'How many codes pick one of several categories.',
    group: 'model',
    default: 1,
    min: 0,
    max: 3,
    paper: '1 for digits',
  }),
  categories: integer({
    label: 'Categories of each',
    help: 'How many categories a code picks from; with as many as the data have kinds, each may find its own.',
    group: 'model',
    default: 10,
    min: 2,
    max: 50,
    paper: '10 for digits',
  }),
  continuousCodes: integer({
    label: 'Continuous codes',
    help: 'How many codes are numbers, for what varies gradually.',
    group: 'model',
    default: 2,
    min: 0,
    max: 10,
    paper: '2 for digits',
  }),
  codeLow: number({
    label: 'Lowest code',
    help: 'The least value that continuous codes are drawn with; all values up to the greatest are equally likely.',
    group: 'model',
    live: false,
    default: -1,
    min: -5,
    max: 0,
  }),
  codeHigh: number({
    label: 'Highest code',
    help: 'The greatest value that continuous codes are drawn with; the sliders go twice as far.',
    group: 'model',
    live: false,
    default: 1,
    min: 0.1,
    max: 5,
  }),
} as const;

export type CodeParams = ParamValues<typeof CODE_PARAMS>;

/** A part of the latent that can be read off a sample. */
export type CodePart = LatentPart<CategoryLatent> | LatentPart<CodeLatent>;

/** Id of a categorical code, and of all continuous codes together. */
const categoryId = (index: number): string => `category${index + 1}`;
const CODES_ID = 'codes';

const TWICE = 2;

/** The codes that these settings describe, categorical ones first. */
export function codeControls(params: CodeParams): readonly (CategoryLatent | CodeLatent)[] {
  const { categoricalCodes, categories, continuousCodes, codeLow, codeHigh } = params;
  const categorical = Array.from(
    { length: categoricalCodes },
    (_, i): CategoryLatent => ({
      kind: 'category',
      id: categoryId(i),
      label: categoricalCodes === 1 ? 'Category' : `Category ${i + 1}`,
      names: Array.from({ length: categories }, (_, k) => String(k + 1)),
      meaning: 'code',
    }),
  );
  if (continuousCodes === 0) return categorical;
  const continuous: CodeLatent = {
    kind: 'code',
    id: CODES_ID,
    label: 'Codes',
    dim: continuousCodes,
    low: codeLow,
    high: codeHigh,
    reach: TWICE * Math.max(-codeLow, codeHigh),
  };
  return [...categorical, continuous];
}

function asCode({ control, offset, width }: LatentPart): CodePart | null {
  switch (control.kind) {
    case 'gaussian':
      return null;
    case 'category':
      return control.meaning === 'code' ? { control, offset, width } : null;
    case 'code':
      return { control, offset, width };
  }
}

/** The codes among the parts of a latent, in their order. */
export const codeParts = (controls: readonly LatentControl[]): readonly CodePart[] =>
  latentParts(controls)
    .map(asCode)
    .filter((part) => part !== null);
