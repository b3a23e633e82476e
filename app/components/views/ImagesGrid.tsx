// A sheet of pictures, drawn crisp. Where pictures can be chosen, a list of equally large cells lies over the canvas: one
// tab stop, arrow keys, Enter. The picture under the pointer or the focus is shown enlarged beside its cell.

import { useCallback, useMemo, useState } from 'react';
import { useTexts } from '../../i18n/use-texts';
import { CellList } from './CellList';
import { EnlargedPicture } from './EnlargedPicture';
import { FigureCanvas } from './FigureCanvas';
import type { FigureProps, Paint, ViewOf } from './figure';
import { type GridLayout, layoutGrid } from './grid-layout';
import styles from './ImagesGrid.module.css';
import { paintCaptions, paintColumnNames, paintSheet } from './paint-sheet';
import { usePalette } from './use-palette';
import { usePixelRatio } from './use-pixel-ratio';
import { type Size, useSize } from './use-size';
import { spokenSummary } from './view-summary';

/** One array, so that the cells stay as they are when the next frame has none either. */
const NO_CAPTIONS: readonly string[] = [];

/** What the cells are called, joined: a text stays equal from frame to frame, where an array would be a new one. */
const SEPARATOR = '\n';
const cellNames = ({ captions, columnNames, count }: ViewOf<'images'>): string =>
  captions.length > 0
    ? captions.join(SEPARATOR)
    : columnNames === undefined
      ? ''
      : Array.from({ length: count }, (_, i) => columnNames[i % columnNames.length]).join(
          SEPARATOR,
        );

/** CSS pixels. */
const GAP = 2;
const LARGEST_CELL = 256;

export function ImagesGrid(props: FigureProps<'images'>) {
  const { view, label, fit, picking } = props;
  const texts = useTexts();
  const [box, measured] = useSize<HTMLDivElement>();
  const ratio = usePixelRatio();
  const [enlarged, setEnlarged] = useState<number | null>(null);
  const layout = useSheetLayout(props, measured, ratio);
  const room = useMemo(
    () => ({ width: layout.width / ratio, height: layout.height / ratio }),
    [layout, ratio],
  );
  const paint = useCallback<Paint>(
    (context, _room, { palette }) => {
      // Whole device pixels, so the sheet ignores the scale of the context.
      context.setTransform(1, 0, 0, 1, 0, 0);
      paintSheet(context, view, layout);
      paintCaptions(context, view, layout, palette, ratio, texts.localise);
      paintColumnNames(context, view, layout, palette, ratio, texts.localise);
    },
    [view, layout, ratio, texts],
  );
  const names = cellNames(view);
  const captions = useMemo(() => (names === '' ? NO_CAPTIONS : names.split(SEPARATOR)), [names]);
  const shown = enlarged !== null && enlarged < view.count ? enlarged : null;
  return (
    <div ref={box} className={fit === 'contain' ? styles.contain : styles.grid}>
      {measured.width > 0 && (
        <div className={styles.sheet} style={room}>
          <FigureCanvas
            room={room}
            paint={paint}
            {...(picking ? {} : { label: spokenSummary(label, view, texts) })}
          />
          <CellList
            layout={layout}
            ratio={ratio}
            label={spokenSummary(label, view, texts)}
            captions={captions}
            picking={picking}
            onEnlarge={setEnlarged}
          />
          {shown !== null && (
            <EnlargedPicture view={view} index={shown} layout={layout} ratio={ratio} />
          )}
        </div>
      )}
    </div>
  );
}

function useSheetLayout(
  { view, fit, fixedColumns }: FigureProps<'images'>,
  measured: Size,
  ratio: number,
): GridLayout {
  const { textPx } = usePalette();
  const { count, width, height, columns } = view;
  const captioned = view.captions.length > 0;
  const named = view.columnNames !== undefined;
  return useMemo(
    () =>
      layoutGrid({
        count,
        width,
        height,
        columns,
        roomWidth: Math.max(1, Math.floor(measured.width * ratio)),
        roomHeight: fit === 'contain' ? Math.floor(measured.height * ratio) : null,
        gap: Math.round(GAP * ratio),
        captionHeight: captioned ? Math.round(1.6 * textPx * ratio) : 0,
        headerHeight: named ? Math.round(1.6 * textPx * ratio) : 0,
        reflow: !fixedColumns && !named,
        maxScale: Math.max(1, Math.floor((LARGEST_CELL * ratio) / Math.max(width, height))),
      }),
    [count, width, height, columns, captioned, named, measured, ratio, fit, fixedColumns, textPx],
  );
}
