// A sheet of pictures at a whole number of device pixels per picture pixel. A new view costs one drawing and no new
// elements; the buttons that pick pictures lie above the canvas and change only with the layout.

import { useLayoutEffect, useMemo, useRef } from 'react';
import type { ImagesView } from '../../../lib/schema/views';
import { readCanvasTheme } from './canvas-theme';
import { type GridLayout, layoutGrid } from './grid-layout';
import styles from './ImagesGrid.module.css';
import { fillSheet, paintGrid } from './image-sheet';
import { PickLayer } from './PickLayer';
import { useLook } from './use-look';
import { type Room, useRoom } from './use-room';
import type { WidgetProps } from './widget';

const GAP = 2;
const CAPTION_REM = 1.125;
/** CSS pixels per picture pixel at most: beyond this a picture is a mosaic. */
const LARGEST_SCALE = 14;

type Sheet = Pick<ImagesView, 'count' | 'width' | 'height' | 'columns'> & {
  readonly captioned: boolean;
};

/** In device pixels. @param height null where the sheet may be as high as its width asks for */
function layoutIn(sheet: Sheet, room: Room, height: number | null): GridLayout {
  const { captioned, ...pictures } = sheet;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return layoutGrid({
    ...pictures,
    roomWidth: Math.floor(room.width * room.ratio),
    roomHeight: height === null ? null : Math.floor(height * room.ratio),
    gap: Math.max(1, Math.round(GAP * room.ratio)),
    captionHeight: captioned ? Math.round(CAPTION_REM * rem * room.ratio) : 0,
    reflow: false,
    maxScale: Math.max(1, Math.floor(LARGEST_SCALE * room.ratio)),
  });
}

function useLayouts(view: ImagesView, room: Room | null, look: string) {
  const { count, width, height, columns } = view;
  const captioned = view.captions.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: look stands for the size of a rem.
  return useMemo(() => {
    if (room === null) return null;
    const sheet = { count, width, height, columns, captioned };
    return {
      layout: layoutIn(sheet, room, room.height),
      wanted: layoutIn(sheet, room, null).height / room.ratio,
    };
  }, [count, width, height, columns, captioned, room, look]);
}

export function ImagesGrid({ view, summary, selected, onSelect }: WidgetProps<'images'>) {
  const [ref, room] = useRoom<HTMLDivElement>();
  const look = useLook();
  const canvas = useRef<HTMLCanvasElement>(null);
  const sheet = useRef<HTMLCanvasElement | null>(null);
  const layouts = useLayouts(view, room, look);
  const layout = layouts?.layout;
  // biome-ignore lint/correctness/useExhaustiveDependencies: look stands for the colours read while drawing.
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || layout === undefined || room === null) return;
    if (element.width !== layout.width || element.height !== layout.height) {
      element.width = layout.width;
      element.height = layout.height;
    }
    sheet.current ??= document.createElement('canvas');
    fillSheet(sheet.current, view);
    paintGrid(context, sheet.current, view, layout, readCanvasTheme(), room.ratio);
  }, [view, layout, room, look]);
  const ratio = room?.ratio ?? 1;
  return (
    <div ref={ref} className={styles.room} style={{ flexBasis: layouts?.wanted }}>
      {layout !== undefined && (
        <div
          className={styles.sheet}
          style={{ width: layout.width / ratio, height: layout.height / ratio }}
        >
          <canvas
            ref={canvas}
            className={styles.canvas}
            {...(onSelect === undefined
              ? { role: 'img', 'aria-label': summary }
              : { 'aria-hidden': true })}
          />
          {onSelect !== undefined && (
            <PickLayer
              label={summary}
              layout={layout}
              ratio={ratio}
              captions={view.captions}
              selected={selected}
              onSelect={onSelect}
            />
          )}
        </div>
      )}
    </div>
  );
}
