// The one-dimensional theatre: histograms of real and generated numbers with D's opinion over the same axis.

import { useCallback } from 'react';
import { formatMeasure } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import type { FigureProps, Paint, ViewOf } from './figure';
import { NumberTable } from './NumberTable';
import { PlotFigure } from './PlotFigure';
import { BAR_SIGNS, paintHistogram } from './paint-histogram';
import { spokenSummary } from './view-summary';

export function HistogramPlot({ view, label, fit, compact }: FigureProps<'histogram'>) {
  const texts = useTexts();
  const paint = useCallback<Paint>(
    (context, room, style) => paintHistogram(context, view, room, style),
    [view],
  );
  return (
    <PlotFigure
      paint={paint}
      summary={spokenSummary(label, view, texts)}
      legend={[
        ...view.bars.map(({ role, label }) => ({ role, label, sign: BAR_SIGNS[role] })),
        ...view.lines.map(({ role, label }) => ({ role, label, sign: 'line' as const })),
      ]}
      details={<Bins view={view} />}
      fit={fit}
      compact={compact}
    />
  );
}

function Bins({ view }: { readonly view: ViewOf<'histogram'> }) {
  const { views, localise } = useTexts();
  const bins = view.edges.length - 1;
  return (
    <NumberTable
      columns={[views.from, views.to, ...view.bars.map(({ label }) => localise(label))]}
      rows={Array.from({ length: bins }, (_, bin) =>
        [view.edges[bin], view.edges[bin + 1], ...view.bars.map(({ density }) => density[bin])].map(
          (value) => formatMeasure(value ?? Number.NaN),
        ),
      )}
    />
  );
}
