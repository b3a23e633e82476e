// Draws any view by the component for its kind, and says when it is on the screen.

import { type ComponentType, useEffect, useRef } from 'react';
import type { ViewData, ViewKind } from '../../../lib/schema/views';
import { useTexts } from '../../i18n/use-texts';
import { afterPaint } from './after-paint';
import { FieldTheatre } from './FieldTheatre';
import { ImagesGrid } from './ImagesGrid';
import styles from './ViewFigure.module.css';
import { summaryOf } from './view-summary';
import type { WidgetProps } from './widget';

const Pending = () => null;

const WIDGETS: { readonly [K in ViewKind]: ComponentType<WidgetProps<K>> } = {
  images: ImagesGrid,
  field: FieldTheatre,
  histogram: Pending,
  curve: Pending,
  table: Pending,
};

export interface ViewFigureProps {
  readonly view: ViewData;
  /** The picture's name. */
  readonly label: string;
  /** Called once per view, after it was painted or when it never will be. */
  readonly onDrawn?: (() => void) | undefined;
  /** Picked pictures, in the order of picking. */
  readonly selected?: readonly number[] | undefined;
  /** Makes pictures pickable. */
  readonly onSelect?: ((index: number) => void) | undefined;
}

function useDrawn(view: ViewData, onDrawn: (() => void) | undefined): void {
  const call = useRef(onDrawn);
  const reported = useRef<ViewData | null>(null);
  useEffect(() => {
    call.current = onDrawn;
  }, [onDrawn]);
  useEffect(
    () =>
      afterPaint(() => {
        // Strict mode runs effects twice.
        if (reported.current === view) return;
        reported.current = view;
        call.current?.();
      }),
    [view],
  );
}

export function ViewFigure({ view, label, onDrawn, selected, onSelect }: ViewFigureProps) {
  const texts = useTexts();
  useDrawn(view, onDrawn);
  // The table pairs each kind with its own component, which a lookup by a union cannot express.
  const Widget = WIDGETS[view.kind] as ComponentType<WidgetProps<ViewKind>>;
  const summary = texts.views.summary.sentence(label, summaryOf(view, texts));
  return (
    <div className={styles.figure}>
      <Widget view={view} label={label} summary={summary} selected={selected} onSelect={onSelect} />
    </div>
  );
}
