// Lines and dots over two labelled axes.

import { useCallback } from 'react';
import { formatMeasure } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import type { FigureProps, Paint, ViewOf } from './figure';
import { NumberTable } from './NumberTable';
import { PlotFigure } from './PlotFigure';
import { paintCurve } from './paint-curve';
import { POINT_SHAPES } from './paint-points';
import { spokenSummary } from './view-summary';

export function CurvePlot({ view, label, fit, compact }: FigureProps<'curve'>) {
  const texts = useTexts();
  const paint = useCallback<Paint>(
    (context, room, style) => paintCurve(context, view, room, style),
    [view],
  );
  return (
    <PlotFigure
      paint={paint}
      summary={spokenSummary(label, view, texts)}
      legend={[
        ...view.lines.map(({ role, label }) => ({ role, label, sign: 'line' as const })),
        ...view.dots.map(({ role, label, category }) => ({
          role,
          label,
          ...(category === undefined ? {} : { category }),
          sign: POINT_SHAPES[role],
        })),
      ]}
      details={<Samples view={view} />}
      fit={fit}
      compact={compact}
    />
  );
}

/** Rows of the table; a curve has hundreds of points that nobody reads one by one. */
const SHOWN_ROWS = 21;

function Samples({ view }: { readonly view: ViewOf<'curve'> }) {
  const { localise } = useTexts();
  const [first] = view.lines;
  if (first === undefined) return null;
  // Lines of one view share their x in practice; where they do not, each row shows the value at the same position.
  const last = first.x.length - 1;
  const shown = Math.min(SHOWN_ROWS, first.x.length);
  const positions = Array.from({ length: shown }, (_, row) =>
    Math.round((row / Math.max(1, shown - 1)) * last),
  );
  return (
    <NumberTable
      columns={[localise(view.xLabel), ...view.lines.map(({ label }) => localise(label))]}
      rows={positions.map((position) =>
        [first.x[position], ...view.lines.map(({ y }) => y[position])].map((value) =>
          formatMeasure(value ?? Number.NaN),
        ),
      )}
    />
  );
}
