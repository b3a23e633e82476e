// What a cell of a table says: numbers in three figures, the library's words in the page's language.

import { formatMeasure } from '../../i18n/number-format';

export const cellText = (
  value: string | number | undefined,
  localise: (english: string) => string,
): string =>
  value === undefined ? '' : typeof value === 'number' ? formatMeasure(value) : localise(value);
