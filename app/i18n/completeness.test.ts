// Every text of the library that the page shows has its Chinese. Missing keys of the dictionary do not compile, so they
// need no test.

import { describe, expect, it } from 'vitest';
import { ARCHITECTURES } from '../../lib/gan/architectures/registry';
import { acceptanceOf, buildCatalog } from '../../lib/gan/catalog';
import { completeParams } from '../../lib/schema/config';
import type { DataInfo } from '../../lib/schema/data';
import { ERROR_TEXTS } from '../../lib/schema/errors';
import type { ParamSpecs } from '../../lib/schema/params';
import { isTranslated } from './zh-Hans/catalog';
import { errors } from './zh-Hans/errors';

const catalog = buildCatalog([]);

/** What detectors write at run time, one of each pattern. */
const HEALTH_TEXTS = [
  'mean D(real)',
  'mean D(fake)',
  'median ‖∇G‖ against its 90th percentile so far',
  'median ‖∇G‖ against the largest ‖∇D‖ so far',
  'median ‖∇D‖ of the last 20 steps against the first 50',
  'close pairs of generated samples against real ones',
  'mean distance within class 7 against real samples',
  'growth of the mean distance of generated samples, in mean distances of real samples',
  'mean distance of generated samples, in mean distances of real samples',
  'share of the moves that leads somewhere',
  'median move of a sample between two looks, in mean distances of real samples',
  'median distance of a generated sample to training data against that of training data to each other',
  'share of silent units in G 3-activation',
];

const specTexts = (specs: ParamSpecs): string[] =>
  Object.values(specs).flatMap((spec) => [
    spec.label,
    spec.help,
    ...(spec.paper === undefined ? [] : [spec.paper]),
    ...(spec.kind === 'choice' ? spec.options.map(({ label }) => label) : []),
  ]);

const untranslated = (texts: readonly string[]): string[] =>
  [...new Set(texts)].filter((text) => !isTranslated(text));

/** Data of every kind that could change what an architecture declares. */
const DATA: readonly DataInfo[] = [
  ...catalog.datasets.map(({ info }) => info),
  { kind: 'images', size: 48, channels: 1, count: 10, classes: [], factors: [] },
  { kind: 'images', size: 128, channels: 3, count: 10, classes: [], factors: [] },
];

describe('the Chinese overlay of the catalog', () => {
  it('covers architectures and their settings', () => {
    const texts = catalog.architectures.flatMap((entry) => [
      entry.label,
      entry.summary,
      ...entry.differences,
      ...specTexts(entry.params),
    ]);
    expect(untranslated(texts)).toEqual([]);
  });

  it('covers losses, penalties and metrics', () => {
    const entries = [...catalog.losses, ...catalog.regularizers, ...catalog.metrics];
    expect(untranslated(entries.flatMap(({ label, help }) => [label, help]))).toEqual([]);
  });

  it('covers symptoms, their remedies, and what a detector says it saw', () => {
    const texts = catalog.symptoms.flatMap(({ label, help, remedy }) => [label, help, remedy]);
    expect(untranslated([...texts, ...HEALTH_TEXTS])).toEqual([]);
  });

  it('covers data sets, their settings, classes and factors', () => {
    const texts = catalog.datasets.flatMap(({ label, help, licence, params, info }) => [
      label,
      help,
      licence,
      ...specTexts(params),
      ...(info.kind === 'images'
        ? [...info.classes, ...info.factors.map((factor) => factor.label)]
        : []),
    ]);
    expect(untranslated(texts)).toEqual([]);
  });

  it('covers the curves and views that every architecture declares on every kind of data', () => {
    const texts = Object.values(ARCHITECTURES).flatMap((architecture) =>
      DATA.filter((data) => architecture.accepts(data) === true).flatMap((data) => {
        const params = completeParams(architecture, data.kind, {});
        return [
          ...architecture
            .series(params, data)
            .flatMap(({ label, meaning, reference }) => [label, meaning, reference?.label ?? '']),
          ...architecture
            .views(params, data)
            .flatMap(({ label, help, args, picture }) => [
              label,
              help,
              picture ?? '',
              ...specTexts(args),
            ]),
          ...architecture
            .latents(params, data)
            .map((control) => (control.kind === 'gaussian' ? '' : control.label)),
        ];
      }),
    );
    expect(untranslated(texts)).toEqual([]);
  });

  it('covers the reasons why an architecture refuses data', () => {
    const reasons = DATA.flatMap((info) => Object.values(acceptanceOf(info))).filter(
      (reason) => reason !== null,
    );
    expect(untranslated(reasons)).toEqual([]);
  });

  it('finds a text that has no translation', () => {
    expect(untranslated(['GAN', '28 × 28', 'A sentence that nobody has translated.'])).toEqual([
      'A sentence that nobody has translated.',
    ]);
  });
});

describe('the Chinese error texts', () => {
  it('exist for every code', () => {
    expect(Object.keys(errors).sort()).toEqual(Object.keys(ERROR_TEXTS).sort());
  });
});
