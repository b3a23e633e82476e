// The value of a setting in words, for marks, the reset bar and the paper's values.

import type { ParamSpec, ParamValue } from '../../../lib/schema/params';
import { formatSetting, withUnit } from '../../i18n/number-format';
import type { Texts } from '../../i18n/texts';

/** A longer list is called by its length. */
const MOST_NUMBERS = 8;

export function paramText(texts: Texts, spec: ParamSpec | undefined, value: ParamValue): string {
  if (typeof value === 'boolean') return value ? texts.controls.on : texts.controls.off;
  if (typeof value === 'number') {
    const unit = spec?.kind === 'number' ? (spec.unit ?? '') : '';
    return withUnit(formatSetting(value), unit);
  }
  if (typeof value === 'object') {
    return value.length > MOST_NUMBERS
      ? texts.controls.listOf(value.length)
      : value.map(formatSetting).join(', ') || texts.controls.emptyList;
  }
  const option = spec?.kind === 'choice' ? spec.options.find(({ id }) => id === value) : undefined;
  return option === undefined ? value : texts.localise(option.label);
}
