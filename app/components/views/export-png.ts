// A view as a PNG file: pictures at four pixels per pixel, plots as on the page at twice the usual density. Drawn anew by
// the same code as on the page, in the page's present colours.

import type { ViewData } from '../../../lib/schema/views';
import { readCanvasTheme } from './canvas-theme';
import { type FieldLayer, paintField } from './field-painting';
import { layoutGrid } from './grid-layout';
import { fillSheet, paintGrid } from './image-sheet';
import type { Paint, PlotSize } from './PlotCanvas';

const IMAGE_SCALE = 4;
const PLOT_RATIO = 2;

export interface PngOptions {
  readonly localise?: (english: string) => string;
  /** Layers of a field that are left out. */
  readonly hidden?: ReadonlySet<FieldLayer> | undefined;
}

function canvasOf(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser gives no two-dimensional canvas');
  return { canvas, context };
}

const blobOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the canvas is empty or too large for a PNG file'));
      else resolve(blob);
    }, 'image/png');
  });

function imagesCanvas(view: Extract<ViewData, { kind: 'images' }>): HTMLCanvasElement {
  const theme = readCanvasTheme();
  const columns = Math.max(1, Math.min(view.columns, view.count));
  const gap = IMAGE_SCALE;
  const layout = layoutGrid({
    ...view,
    columns,
    roomWidth: columns * view.width * IMAGE_SCALE + (columns - 1) * gap,
    roomHeight: null,
    gap,
    captionHeight: view.captions.length > 0 ? Math.round(1.125 * theme.rem) : 0,
    reflow: false,
    maxScale: IMAGE_SCALE,
  });
  const { canvas, context } = canvasOf(layout.width, layout.height);
  const sheet = document.createElement('canvas');
  fillSheet(sheet, view);
  paintGrid(context, sheet, view, layout, theme, 1);
  return canvas;
}

function plotCanvas(size: PlotSize, paint: Paint): HTMLCanvasElement {
  const theme = readCanvasTheme();
  const { canvas, context } = canvasOf(size.width * PLOT_RATIO, size.height * PLOT_RATIO);
  context.scale(PLOT_RATIO, PLOT_RATIO);
  context.fillStyle = theme.page;
  context.fillRect(0, 0, size.width, size.height);
  paint(context, size, theme);
  return canvas;
}

/** @throws Error when the browser cannot make a file of that size, and for tables, which are no pictures */
export function pngOf(view: ViewData, options: PngOptions = {}): Promise<Blob> {
  const { localise = (english: string) => english, hidden = new Set() } = options;
  switch (view.kind) {
    case 'images':
      return blobOf(imagesCanvas(view));
    case 'field':
      return blobOf(
        plotCanvas({ width: 640, height: 680 }, (context, size, theme) =>
          paintField(context, size, theme, view, hidden, localise(view.valueLabel)),
        ),
      );
    case 'histogram':
    case 'curve':
    case 'table':
      throw new Error(`a ${view.kind} cannot be saved as a picture`);
  }
}

/** Hands the file to the person's downloads. */
export function savePng(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.png`;
  link.click();
  URL.revokeObjectURL(url);
}
