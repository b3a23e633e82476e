// What a run lets the explorer choose: read off the arguments of its views, so that no architecture is named here.

import type { GenerateOptions } from '../../../lib/schema/latents';
import type { ViewSpec } from '../../../lib/schema/views';
import type { GenerateOffers } from './OptionsRow';

const WEIGHTS: readonly GenerateOptions['weights'][] = ['live', 'ema'];
/** Running first: the statistics of a single z would be those of one picture, and another batch would change every sample. */
const NORMS: readonly GenerateOptions['norm'][] = ['running', 'batch'];

export function offersOf(views: readonly ViewSpec[]): GenerateOffers {
  const optionsOf = (key: string): readonly string[] =>
    views.flatMap(({ args }) => {
      const spec = args[key];
      return spec?.kind === 'choice' ? spec.options.map(({ id }) => id) : [];
    });
  const weights = optionsOf('weights');
  const norms = optionsOf('norm');
  return {
    weights: WEIGHTS.filter((id) => weights.includes(id)),
    norms: NORMS.filter((id) => norms.includes(id)),
  };
}
