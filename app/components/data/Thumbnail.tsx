// A small picture of a data set: its real samples, as points, as bars or as four pictures. Decoration; the name stands beside
// it.

import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { DataRef } from '../../../lib/schema/data';
import type { ViewData } from '../../../lib/schema/views';
import { FigureCanvas } from '../views/FigureCanvas';
import type { Paint } from '../views/figure';
import { paintThumbnail } from './paint-thumbnail';
import type { PreviewShelf } from './preview-shelf';
import styles from './Thumbnail.module.css';

export interface ThumbnailProps {
  readonly shelf: PreviewShelf;
  readonly data: DataRef;
  readonly count: number;
  /** CSS pixels. */
  readonly side: number;
}

export function Thumbnail({ shelf, data, count, side }: ThumbnailProps) {
  const view = useSyncExternalStore(shelf.subscribe, () => shelf.get(data));
  useEffect(() => shelf.want(data, count), [shelf, data, count]);
  return <ViewThumbnail view={view} side={side} />;
}

export function ViewThumbnail({
  view,
  side,
}: {
  readonly view: ViewData | null;
  readonly side: number;
}) {
  const size = useMemo(() => ({ width: side, height: side }), [side]);
  const paint = useCallback<Paint>(
    (context, room, style) => {
      if (view !== null) paintThumbnail(context, view, room, style);
    },
    [view],
  );
  return (
    <span className={styles.thumbnail} style={size}>
      <FigureCanvas room={size} paint={paint} />
    </span>
  );
}
