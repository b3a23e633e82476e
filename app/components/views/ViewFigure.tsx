// Draws any picture of a run by its kind. Knows no architecture: a new kind does not compile until it has a widget here.

import { type ComponentType, useLayoutEffect, useMemo } from 'react';
import type { ViewData, ViewKind } from '../../../lib/schema/views';
import { useTexts } from '../../i18n/use-texts';
import { CurvePlot } from './CurvePlot';
import { FieldTheatre } from './FieldTheatre';
import type { FigureProps, Fit } from './figure';
import { HistogramPlot } from './HistogramPlot';
import { ImagesGrid } from './ImagesGrid';
import { MatrixFigure } from './MatrixFigure';
import type { PickKind } from './picks';
import { TableFigure } from './TableFigure';
import styles from './ViewFigure.module.css';

const WIDGETS: { readonly [K in ViewKind]: ComponentType<FigureProps<K>> } = {
  images: ImagesGrid,
  field: FieldTheatre,
  histogram: HistogramPlot,
  curve: CurvePlot,
  table: TableFigure,
  matrix: MatrixFigure,
};

const NO_PICKS: readonly number[] = [];

export interface ViewFigureProps {
  /** Null while nothing has arrived. */
  readonly view: ViewData | null;
  /** The picture's name, spoken before its summary. */
  readonly label: string;
  /** Told apart from empty: a picture is on its way. */
  readonly loading?: boolean;
  readonly fit?: Fit;
  readonly compact?: boolean;
  /** Called for every view once it is on the screen; at once in a tab that nobody sees. */
  readonly onDrawn?: () => void;
  /** Picked pictures of a sheet, in the order of picking. */
  readonly selected?: readonly number[];
  /** Lets a person pick pictures of a sheet; called with the new picks. */
  readonly onSelect?: (picks: readonly number[]) => void;
  /** What picks are to each other; lettered when absent. */
  readonly pickKind?: PickKind;
  readonly fixedColumns?: boolean;
}

export function ViewFigure(props: ViewFigureProps) {
  const { views } = useTexts();
  const { view, onDrawn, selected = NO_PICKS, onSelect, pickKind = 'lettered' } = props;
  const picking = useMemo(
    () =>
      onSelect === undefined ? undefined : { kind: pickKind, picks: selected, onPick: onSelect },
    [selected, onSelect, pickKind],
  );
  // The widget's own effects, which draw, have run by now.
  useLayoutEffect(() => {
    if (view === null || onDrawn === undefined) return;
    if (document.hidden) onDrawn();
    else requestAnimationFrame(() => onDrawn());
  }, [view, onDrawn]);
  if (view === null || isEmpty(view)) {
    return (
      <div className={styles.empty} aria-busy={props.loading ?? false}>
        <p>{props.loading ? views.loading : views.empty}</p>
      </div>
    );
  }
  // The table pairs each kind with its own widget; TypeScript cannot follow that through a generic index.
  const Widget = WIDGETS[view.kind] as ComponentType<FigureProps<ViewKind>>;
  return (
    <Widget
      view={view}
      label={props.label}
      fit={props.fit ?? 'width'}
      compact={props.compact ?? false}
      picking={picking}
      fixedColumns={props.fixedColumns ?? false}
    />
  );
}

const isEmpty = (view: ViewData): boolean =>
  (view.kind === 'images' && view.count === 0) || (view.kind === 'table' && view.rows.length === 0);
