// Draws curves and dots into a frame. The dash repeats whose curve it is without colour.

import type { Role } from '../../../lib/schema/series';
import { POINT_SHAPES, tracePoint } from './paint-points';
import type { Palette } from './palette';
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
    context.fillStyle = palette.roles[dots.role];
    context.fill();
  } else {
    context.strokeStyle = palette.roles[dots.role];
    context.lineWidth = 1.5 * palette.strokeScale;
    context.stroke();
  }
}
