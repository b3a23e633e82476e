// One picture of a sheet, larger, beside its cell. Decoration for the eye: what it says is in the sheet already.

import { useCallback } from 'react';
import type { ImagesView } from '../../../lib/schema/views';
import { FigureCanvas } from './FigureCanvas';
import type { Paint } from './figure';
import { cellOrigin, type GridLayout, layoutGrid } from './grid-layout';
import styles from './ImagesGrid.module.css';
import { paintSheet } from './paint-sheet';

/** CSS pixels. */
const SIDE = 176;
const DISTANCE = 8;

export interface EnlargedPictureProps {
  readonly view: ImagesView;
  readonly index: number;
  readonly layout: GridLayout;
  readonly ratio: number;
}

export function EnlargedPicture({ view, index, layout, ratio }: EnlargedPictureProps) {
  const single = layoutGrid({
    count: 1,
    width: view.width,
    height: view.height,
    columns: 1,
    roomWidth: SIDE * ratio,
    roomHeight: SIDE * ratio,
    gap: 0,
    captionHeight: 0,
    reflow: false,
    maxScale: SIDE,
  });
  const paint = useCallback<Paint>(
    (context) => {
      context.setTransform(1, 0, 0, 1, 0, 0);
      paintSheet(context, view, single, index);
    },
    [view, single, index],
  );
  // A picture that is large already needs no larger one.
  if (single.scale < 1.6 * layout.scale) return null;
  const cell = cellOrigin(layout, index);
  const width = single.width / ratio;
  const height = single.height / ratio;
  const sheetWidth = layout.width / ratio;
  const right = (cell.x + layout.cellWidth) / ratio + DISTANCE;
  const left = right + width <= sheetWidth ? right : Math.max(0, cell.x / ratio - DISTANCE - width);
  const top = Math.max(0, Math.min(cell.y / ratio, layout.height / ratio - height));
  return (
    <div className={styles.enlarged} style={{ left, top }} aria-hidden="true">
      <FigureCanvas room={{ width, height }} paint={paint} />
    </div>
  );
}
