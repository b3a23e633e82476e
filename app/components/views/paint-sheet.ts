// Draws a sheet of pictures: every picture pixel becomes a square of whole device pixels. Nothing is smoothed.

import type { ImagesView } from '../../../lib/schema/views';
import { cellOrigin, type GridLayout } from './grid-layout';
import type { Palette } from './palette';

/** RGBA bytes of `count` pictures from `first` on, one below the other. */
export function stripRgba(
  view: ImagesView,
  first: number,
  count: number,
): Uint8ClampedArray<ArrayBuffer> {
  const { channels, pixels } = view;
  const total = view.width * view.height * count;
  const start = view.width * view.height * first * channels;
  const rgba = new Uint8ClampedArray(total * 4);
  for (let pixel = 0; pixel < total; pixel++) {
    const from = start + pixel * channels;
    const red = pixels[from] ?? 0;
    rgba[4 * pixel] = red;
    rgba[4 * pixel + 1] = channels === 3 ? (pixels[from + 1] ?? 0) : red;
    rgba[4 * pixel + 2] = channels === 3 ? (pixels[from + 2] ?? 0) : red;
    rgba[4 * pixel + 3] = 255;
  }
  return rgba;
}

let scratch: CanvasRenderingContext2D | null = null;

/** One shared canvas for pictures at their own size; drawing is synchronous, so nobody sees another's pixels. */
function scratchContext(width: number, height: number): CanvasRenderingContext2D | null {
  scratch ??= document.createElement('canvas').getContext('2d');
  if (scratch === null) return null;
  if (scratch.canvas.width !== width) scratch.canvas.width = width;
  if (scratch.canvas.height !== height) scratch.canvas.height = height;
  return scratch;
}

/**
 * Draws pictures `first`, first + 1, … into the cells of the layout, in device pixels.
 * @param context without a scale
 */
export function paintSheet(
  context: CanvasRenderingContext2D,
  view: ImagesView,
  layout: GridLayout,
  first = 0,
): void {
  const { width, height } = view;
  if (layout.count === 0) return;
  const strip = scratchContext(width, height * layout.count);
  if (strip === null) return;
  const rgba = stripRgba(view, first, layout.count);
  strip.putImageData(new ImageData(rgba, width, height * layout.count), 0, 0);
  context.imageSmoothingEnabled = false;
  for (let cell = 0; cell < layout.count; cell++) {
    const { x, y } = cellOrigin(layout, cell);
    context.drawImage(
      strip.canvas,
      0,
      cell * height,
      width,
      height,
      x,
      y,
      layout.cellWidth,
      layout.cellHeight,
    );
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

/** Above the columns, where each has a name and none had to be broken. */
export function paintColumnNames(
  context: CanvasRenderingContext2D,
  { columnNames = [] }: ImagesView,
  layout: GridLayout,
  palette: Palette,
  ratio: number,
  localise: (english: string) => string,
): void {
  if (layout.headerHeight === 0 || columnNames.length !== layout.columns) return;
  context.font = `${palette.textPx * ratio}px ${palette.font}`;
  context.fillStyle = palette.ink;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const [column, name] of columnNames.entries()) {
    const { x } = cellOrigin(layout, column);
    context.fillText(
      fitted(context, localise(name), layout.cellWidth),
      x + layout.cellWidth / 2,
      layout.headerHeight / 2,
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
