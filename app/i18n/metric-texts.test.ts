// What a measure says beyond its name and help has its Chinese too, and so have the feature sets that figures are named after.
import { expect, it } from 'vitest';
import { SHIPPED_FEATURES } from '../../lib/gan/metrics/features/shipped';
import { METRICS } from '../../lib/gan/metrics/registry';
import { isTranslated } from './zh-Hans/catalog';

it('the Chinese overlay covers the notes of measures and the names of feature sets', () => {
  const texts = [
    ...Object.values(METRICS).map(({ bias }) => bias),
    ...SHIPPED_FEATURES.map(({ name }) => name),
  ];
  expect(texts.filter((text) => !isTranslated(text))).toEqual([]);
});
