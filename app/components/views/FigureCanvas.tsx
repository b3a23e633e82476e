// A canvas of a given size that a painter fills at the resolution of the screen. It draws before the browser paints and
// without animation frames, so that a hidden tab keeps taking frames.

import { useLayoutEffect, useRef } from 'react';
import { useTexts } from '../../i18n/use-texts';
import styles from './FigureCanvas.module.css';
import type { Paint } from './figure';
import { usePalette } from './use-palette';
import { usePixelRatio } from './use-pixel-ratio';
import type { Size } from './use-size';

export interface FigureCanvasProps {
  readonly room: Size;
  readonly paint: Paint;
  /** What the picture shows, in one sentence; absent where another element says it. */
  readonly label?: string;
}

export function FigureCanvas({ room, paint, label }: FigureCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const ratio = usePixelRatio();
  const texts = useTexts();
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const width = Math.round(room.width * ratio);
    const height = Math.round(room.height * ratio);
    // Setting a size clears the canvas and is slow, so only when it differs.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, room.width, room.height);
    paint(context, room, { palette, texts });
  }, [room, paint, palette, texts, ratio]);
  return (
    <canvas
      ref={ref}
      className={styles.canvas}
      style={{ width: room.width, height: room.height }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
