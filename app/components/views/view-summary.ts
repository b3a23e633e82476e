// One sentence per picture, for screen readers and as the caption of a details table. Counts and means only; the words are
// the dictionary's.

import { assertNever } from '../../../lib/schema/errors';
import type { PointCloud, ViewData } from '../../../lib/schema/views';
import { formatCount, formatMeasure } from '../../i18n/number-format';
import type { Texts } from '../../i18n/texts';
import { hasField, meanFieldOver, rangeOf } from './field-reading';
import type { ViewOf } from './figure';

/** Starts with the name of the picture. */
export const spokenSummary = (label: string, view: ViewData, texts: Texts): string =>
  texts.views.summary(label, viewSummary(view, texts));

export function viewSummary(view: ViewData, texts: Texts): string {
  switch (view.kind) {
    case 'images':
      return texts.views.imagesSummary(formatCount(view.count), view.width, view.height);
    case 'field':
      return fieldSummary(view, texts);
    case 'histogram':
      return view.bars
        .map(({ label, density }) =>
          texts.views.meanOf(
            texts.localise(label),
            formatMeasure(histogramMean(view.edges, density)),
          ),
        )
        .join(' ');
    case 'curve':
      return view.lines
        .map(({ label, y }) => {
          const range = rangeOf(y);
          const name = texts.localise(label);
          return range === null
            ? texts.views.noValues(name)
            : texts.views.rangeOf(name, formatMeasure(range.min), formatMeasure(range.max));
        })
        .join(' ');
    case 'table':
      return texts.views.tableSummary(formatCount(view.rows.length), view.columns.length);
    case 'matrix':
      return matrixSummary(view, texts);
    default:
      return assertNever(view);
  }
}

const matrixSummary = (view: ViewOf<'matrix'>, { views, localise }: Texts): string =>
  [
    views.matrixSummary(
      formatCount(view.rows.length),
      formatCount(view.columns.length),
      localise(view.rowTitle),
      localise(view.columnTitle),
    ),
    ...view.figures.map(({ label, value }) => `${localise(label)} ${formatMeasure(value)}.`),
  ].join(' ');

function fieldSummary(view: ViewOf<'field'>, texts: Texts): string {
  return view.clouds
    .map((cloud) => {
      const name = texts.localise(cloud.label);
      const count = formatCount(cloud.xy.length >> 1);
      const outside = pointsOutside(cloud, view.extent);
      const sentences = [
        hasField(view)
          ? texts.views.cloudWithField(
              name,
              count,
              texts.localise(view.valueLabel),
              formatMeasure(meanFieldOver(view, cloud.xy)),
            )
          : texts.views.cloud(name, count),
        ...(outside > 0 ? [texts.views.outside(formatCount(outside))] : []),
      ];
      return sentences.join(' ');
    })
    .join(' ');
}

/** Points that the square [-extent, extent]² does not show. */
export function pointsOutside({ xy }: PointCloud, extent: number): number {
  let outside = 0;
  for (let index = 0; index + 1 < xy.length; index += 2) {
    const inside =
      Math.abs(xy[index] ?? Number.NaN) <= extent &&
      Math.abs(xy[index + 1] ?? Number.NaN) <= extent;
    if (!inside) outside++;
  }
  return outside;
}

/** Mean of the bins' centres, weighted by what lies in them. */
export function histogramMean(edges: Float32Array, density: Float32Array): number {
  let weight = 0;
  let sum = 0;
  density.forEach((value, bin) => {
    const low = edges[bin] ?? 0;
    const high = edges[bin + 1] ?? 0;
    weight += value * (high - low);
    sum += (value * (high - low) * (low + high)) / 2;
  });
  return sum / weight;
}
