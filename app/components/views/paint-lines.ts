// Draws curves and dots into a frame. The dash repeats whose curve it is without colour.

import type { Role } from '../../../lib/schema/series';
import { POINT_SHAPES, tracePoint } from './paint-points';
import { colourOf, type Palette } from './palette';
import { type PlotFrame, toPixelX, toPixelY } from './plot-frame';

export const LINE_DASHES: Readonly<Record<Role, readonly number[]>> = {
  real: [],
  d: [],
  fake: [6, 2.5],
  g: [6, 2.5],
  encoder: [2, 2],
  neutral: [1, 2],
};

export interface Line {
  readonly role: Role;
  /** Number of a class, which then gives it its colour. */
  readonly category?: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** A value that is not finite interrupts the line. */
export function paintLine(
  context: CanvasRenderingContext2D,
  line: Line,
  frame: PlotFrame,
  palette: Palette,
): void {
  context.beginPath();
  let pen = false;
  line.x.forEach((x, index) => {
    const y = line.y[index] ?? Number.NaN;
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      pen = false;
      return;
    }
    if (pen) context.lineTo(toPixelX(frame, x), toPixelY(frame, y));
    else context.moveTo(toPixelX(frame, x), toPixelY(frame, y));
    pen = true;
  });
  context.setLineDash(LINE_DASHES[line.role].map((part) => part * palette.strokeScale));
  context.lineJoin = 'round';
  context.strokeStyle = palette.roles[line.role];
  context.lineWidth = 1.75 * palette.strokeScale;
  context.stroke();
  context.setLineDash([]);
}

export function paintDots(
  context: CanvasRenderingContext2D,
  dots: Line,
  frame: PlotFrame,
  palette: Palette,
): void {
  const shape = POINT_SHAPES[dots.role];
  context.beginPath();
  dots.x.forEach((x, index) => {
    const y = dots.y[index] ?? Number.NaN;
    tracePoint(context, shape, toPixelX(frame, x), toPixelY(frame, y), 3 * palette.strokeScale);
  });
  if (shape === 'circle') {
    context.fillStyle = colourOf(palette, dots);
    context.fill();
  } else {
    context.strokeStyle = colourOf(palette, dots);
    context.lineWidth = 1.5 * palette.strokeScale;
    context.stroke();
  }
}

/** Writes the name of a class over the middle of its dots, so that no one has to know it by its colour. */
export function paintCategoryName(
  context: CanvasRenderingContext2D,
  dots: Line & { readonly label: string },
  frame: PlotFrame,
  palette: Palette,
): void {
  if (dots.category === undefined || dots.x.length === 0) return;
  const middle = (values: Float32Array): number => values.slice().sort()[values.length >> 1] ?? 0;
  const place = [toPixelX(frame, middle(dots.x)), toPixelY(frame, middle(dots.y))] as const;
  context.font = `700 ${1.3 * palette.textPx}px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 0.3 * palette.textPx;
  context.strokeStyle = palette.surface;
  context.strokeText(dots.label, ...place);
  context.fillStyle = palette.ink;
  context.fillText(dots.label, ...place);
}
