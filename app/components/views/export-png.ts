// A view as a PNG in the present theme: the same painters as on the page, on an opaque ground, with the legend written under
// the picture.

import { assertNever } from '../../../lib/schema/errors';
import type { Role } from '../../../lib/schema/series';
import type { ViewData } from '../../../lib/schema/views';
import type { Texts } from '../../i18n/texts';
import { cellText } from './cell-text';
import { hasField } from './field-reading';
import type { PaintStyle, ViewOf } from './figure';
import { layoutGrid } from './grid-layout';
import { matrixCell } from './matrix-cell';
import { paintCurve } from './paint-curve';
import { ALL_LAYERS, fieldHeight, paintField } from './paint-field';
import { paintHistogram } from './paint-histogram';
import { paintRampKey } from './paint-ramp-key';
import { paintCaptions, paintColumnNames, paintSheet } from './paint-sheet';
import { colourOf, type Palette, readPalette } from './palette';

/** Device pixels per CSS pixel of plots. */
const RATIO = 2;
const PLOT_WIDTH = 640;
const PLOT_HEIGHT = 400;
const EDGE = 16;
/** Sheets are enlarged until they are about this wide, in pixels of the file. */
const SHEET_WIDTH = 1024;
const SHEET_GAP = 4;

/** @throws Error when the browser has no canvas to draw on or cannot encode it */
export async function exportPng(view: ViewData, texts: Texts): Promise<Blob> {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('no canvas is available');
  draw(context, view, { palette: readPalette(), texts });
  return new Promise((resolve, reject) => {
    context.canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the picture could not be encoded'));
      else resolve(blob);
    }, 'image/png');
  });
}

function draw(context: CanvasRenderingContext2D, view: ViewData, style: PaintStyle): void {
  const { palette } = style;
  switch (view.kind) {
    case 'images':
      drawSheet(context, view, style);
      return;
    case 'field':
      drawPlot(context, fieldHeight(PLOT_WIDTH, palette, true), style, legendOf(view), (room) => {
        paintField(context, view, room, style, { layers: ALL_LAYERS, axes: true });
        if (!hasField(view)) return;
        const width = 12 * palette.textPx;
        const left = room.width - width - palette.textPx;
        paintRampKey(context, { left, top: room.height, width }, palette);
      });
      return;
    case 'histogram':
      drawPlot(context, PLOT_HEIGHT, style, legendOf(view), (room) =>
        paintHistogram(context, view, room, style),
      );
      return;
    case 'curve':
      drawPlot(context, PLOT_HEIGHT, style, legendOf(view), (room) =>
        paintCurve(context, view, room, style),
      );
      return;
    case 'table':
      drawTable(context, view, style);
      return;
    case 'matrix':
      drawTable(context, tableOfMatrix(view), style);
      return;
    default:
      assertNever(view);
  }
}

/** The numbers of a matrix as the table that they are. */
const tableOfMatrix = (view: ViewOf<'matrix'>): ViewOf<'table'> => ({
  kind: 'table',
  columns: [
    { id: 'row', label: view.rowTitle, numeric: false },
    ...view.columns.map((label, i) => ({ id: `column ${i}`, label, numeric: true })),
  ],
  rows: view.rows.map((name, row) => [
    name,
    ...view.columns.map((_, column) => matrixCell(view, row, column).text),
  ]),
});

interface LegendWord {
  readonly label: string;
  readonly colour: (palette: Palette) => string;
}

function legendOf(view: ViewOf<'field' | 'histogram' | 'curve'>): readonly LegendWord[] {
  return partsOf(view).map((part) => ({
    label: part.label,
    colour: (palette) => colourOf(palette, part),
  }));
}

function partsOf(
  view: ViewOf<'field' | 'histogram' | 'curve'>,
): readonly { readonly role: Role; readonly label: string; readonly category?: number }[] {
  switch (view.kind) {
    case 'field':
      return view.clouds;
    case 'histogram':
      return [...view.bars, ...view.lines];
    case 'curve':
      return [...view.lines, ...view.dots];
    default:
      return assertNever(view);
  }
}

/** Sets the size in CSS pixels and fills the ground. */
function prepare(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  ratio: number,
  palette: Palette,
): void {
  context.canvas.width = Math.round(width * ratio);
  context.canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, width, height);
}

function drawPlot(
  context: CanvasRenderingContext2D,
  height: number,
  { palette, texts }: PaintStyle,
  legend: readonly LegendWord[],
  paint: (room: { readonly width: number; readonly height: number }) => void,
): void {
  const line = 2.4 * palette.textPx;
  prepare(context, PLOT_WIDTH + 2 * EDGE, height + line + 2 * EDGE, RATIO, palette);
  context.translate(EDGE, EDGE);
  paint({ width: PLOT_WIDTH, height });
  context.font = `600 ${1.1 * palette.textPx}px ${palette.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  let x = 3.1 * palette.textPx;
  for (const { label, colour } of legend) {
    const text = texts.localise(label);
    context.fillStyle = colour(palette);
    context.fillText(text, x, height + line / 2);
    x += context.measureText(text).width + 2 * palette.textPx;
  }
}

function drawSheet(
  context: CanvasRenderingContext2D,
  view: ViewOf<'images'>,
  { palette, texts }: PaintStyle,
): void {
  const layout = layoutGrid({
    count: view.count,
    width: view.width,
    height: view.height,
    columns: view.columns,
    roomWidth: Math.max(SHEET_WIDTH, view.columns * (view.width + SHEET_GAP)),
    roomHeight: null,
    gap: SHEET_GAP,
    captionHeight: view.captions.length > 0 ? Math.round(1.8 * palette.textPx * RATIO) : 0,
    headerHeight: view.columnNames === undefined ? 0 : Math.round(1.8 * palette.textPx * RATIO),
    reflow: false,
    maxScale: 16,
  });
  prepare(context, layout.width + 2 * EDGE, layout.height + 2 * EDGE, 1, palette);
  context.translate(EDGE, EDGE);
  paintSheet(context, view, layout);
  paintCaptions(context, view, layout, palette, RATIO, texts.localise);
  paintColumnNames(context, view, layout, palette, RATIO, texts.localise);
}

function drawTable(
  context: CanvasRenderingContext2D,
  view: ViewOf<'table'>,
  { palette, texts }: PaintStyle,
): void {
  const text = 1.2 * palette.textPx;
  const line = 1.9 * text;
  const cells = [
    view.columns.map(({ label }) => texts.localise(label)),
    ...view.rows.map((row) =>
      view.columns.map((_, column) => cellText(row[column], texts.localise)),
    ),
  ];
  context.font = `${text}px ${palette.font}`;
  const widths = view.columns.map(
    (_, column) =>
      Math.max(...cells.map((row) => context.measureText(row[column] ?? '').width)) + 2 * text,
  );
  const width = widths.reduce((sum, next) => sum + next, 0);
  prepare(context, width + 2 * EDGE, cells.length * line + 2 * EDGE, RATIO, palette);
  context.translate(EDGE, EDGE);
  context.textBaseline = 'middle';
  cells.forEach((row, index) => {
    context.font = `${index === 0 ? '600 ' : ''}${text}px ${palette.font}`;
    context.fillStyle = index === 0 ? palette.inkSoft : palette.ink;
    let x = 0;
    view.columns.forEach(({ numeric }, column) => {
      const room = widths[column] ?? 0;
      context.textAlign = numeric ? 'right' : 'left';
      context.fillText(row[column] ?? '', numeric ? x + room - text : x, (index + 0.5) * line);
      x += room;
    });
    context.fillStyle = palette.line;
    context.fillRect(0, (index + 1) * line - 0.5, width, 0.5);
  });
}
