// Draws a sheet of pictures: every picture pixel becomes a square of whole device pixels. Nothing is smoothed.

import type { ImagesView } from '../../../lib/schema/views';
import { cellOrigin, type GridLayout } from './grid-layout';
import type { Palette } from './palette';

/** RGBA bytes of one picture. */
export function pictureRgba(view: ImagesView, index: number): Uint8ClampedArray<ArrayBuffer> {
  const area = view.width * view.height;
  const rgba = new Uint8ClampedArray(area * 4);
  const start = index * area * view.channels;
  for (let pixel = 0; pixel < area; pixel++) {
    const from = start + pixel * view.channels;
    const red = view.pixels[from] ?? 0;
    rgba[4 * pixel] = red;
    rgba[4 * pixel + 1] = view.channels === 3 ? (view.pixels[from + 1] ?? 0) : red;
    rgba[4 * pixel + 2] = view.channels === 3 ? (view.pixels[from + 2] ?? 0) : red;
    rgba[4 * pixel + 3] = 255;
  }
  return rgba;
}

let scratch: CanvasRenderingContext2D | null = null;

/** One shared canvas for pictures at their own size; drawing is synchronous, so nobody sees another's pixels. */
function scratchContext(width: number, height: number): CanvasRenderingContext2D | null {
  scratch ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (scratch === null) return null;
  if (scratch.canvas.width !== width) scratch.canvas.width = width;
  if (scratch.canvas.height !== height) scratch.canvas.height = height;
  return scratch;
}

/**
 * Draws pictures `first`, first + 1, … into the cells of the layout, in device pixels.
 * @param context without a transform
 */
export function paintSheet(
  context: CanvasRenderingContext2D,
  view: ImagesView,
  layout: GridLayout,
  first = 0,
): void {
  const { width, height } = view;
  const source = scratchContext(width, height);
  if (source === null) return;
  context.imageSmoothingEnabled = false;
  for (let cell = 0; cell < layout.count; cell++) {
    source.putImageData(new ImageData(pictureRgba(view, first + cell), width, height), 0, 0);
    const { x, y } = cellOrigin(layout, cell);
    context.drawImage(source.canvas, x, y, layout.cellWidth, layout.cellHeight);
  }
}

/** A line under each picture, cut to its width. */
export function paintCaptions(
  context: CanvasRenderingContext2D,
  view: ImagesView,
  layout: GridLayout,
  palette: Palette,
  ratio: number,
  localise: (english: string) => string,
): void {
  if (layout.captionHeight === 0) return;
  context.font = `${palette.textPx * ratio}px ${palette.font}`;
  context.fillStyle = palette.inkSoft;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let cell = 0; cell < layout.count; cell++) {
    const { x, y } = cellOrigin(layout, cell);
    const text = fitted(context, localise(view.captions[cell] ?? ''), layout.cellWidth);
    context.fillText(
      text,
      x + layout.cellWidth / 2,
      y + layout.cellHeight + layout.captionHeight / 2,
    );
  }
}

function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && context.measureText(`${letters.join('')}…`).width > width) {
    letters.pop();
  }
  return `${letters.join('')}…`;
}
