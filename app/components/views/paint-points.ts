// Draws clouds of points and what belongs to them: circles for real data, crosses for generated ones, arrows that pull on
// them, and the latent grid as G bends it. Each cloud is one path, so that thousands of points stay cheap.

import { assertNever } from '../../../lib/schema/errors';
import type { Role } from '../../../lib/schema/series';
import type { FieldView, PointCloud } from '../../../lib/schema/views';
import { typicalArrowLength } from './field-reading';
import type { Palette } from './palette';
import { type PlotFrame, toPixelX, toPixelY } from './plot-frame';

/** The shape that doubles the colour. */
export const POINT_SHAPES: Readonly<Record<Role, 'circle' | 'cross'>> = {
  real: 'circle',
  fake: 'cross',
  g: 'cross',
  d: 'circle',
  encoder: 'circle',
  neutral: 'circle',
};

/** Smaller where there are more of them and where the plot is small. */
export function pointRadius(count: number, side: number): number {
  const crowding = Math.sqrt(500 / Math.max(60, count));
  return Math.min(4.5, Math.max(0.8, (side / 190) * Math.min(1.6, Math.max(0.62, crowding))));
}

export function paintCloud(
  context: CanvasRenderingContext2D,
  cloud: PointCloud,
  frame: PlotFrame,
  palette: Palette,
): void {
  const count = cloud.xy.length >> 1;
  const radius = pointRadius(count, frame.width) * Math.sqrt(palette.strokeScale);
  const shape = POINT_SHAPES[cloud.role];
  context.beginPath();
  for (let index = 0; index < count; index++) {
    const x = toPixelX(frame, cloud.xy[2 * index] ?? Number.NaN);
    const y = toPixelY(frame, cloud.xy[2 * index + 1] ?? Number.NaN);
    tracePoint(context, shape, x, y, radius);
  }
  inkPath(context, shape, radius, palette.roles[cloud.role], palette.surface);
}

export function tracePoint(
  context: CanvasRenderingContext2D,
  shape: 'circle' | 'cross',
  x: number,
  y: number,
  radius: number,
): void {
  switch (shape) {
    case 'circle':
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
      return;
    case 'cross':
      context.moveTo(x - radius, y - radius);
      context.lineTo(x + radius, y + radius);
      context.moveTo(x - radius, y + radius);
      context.lineTo(x + radius, y - radius);
      return;
    default:
      assertNever(shape);
  }
}

/** A thin rim in the colour of the ground keeps points apart from each other and from the heat map. */
function inkPath(
  context: CanvasRenderingContext2D,
  shape: 'circle' | 'cross',
  radius: number,
  colour: string,
  ground: string,
): void {
  const pen = shape === 'cross' ? Math.max(1, radius * 0.62) : 0;
  const rim = radius > 1.5 ? Math.min(1, radius * 0.3) : 0;
  context.lineCap = 'butt';
  if (rim > 0) {
    context.strokeStyle = ground;
    context.globalAlpha = 0.75;
    context.lineWidth = pen + 2 * rim;
    context.stroke();
    context.globalAlpha = 1;
  }
  if (shape === 'cross') {
    context.strokeStyle = colour;
    context.lineWidth = pen;
    context.stroke();
  } else {
    context.fillStyle = colour;
    context.fill();
  }
}

/** Length of a typical arrow as a share of the plot's side. */
const ARROW_SHARE = 0.075;
const LONGEST_SHARE = 0.15;

/** Arrows keep their lengths relative to each other; the scale follows the 95th percentile. */
export function paintArrows(
  context: CanvasRenderingContext2D,
  view: FieldView,
  frame: PlotFrame,
  palette: Palette,
): void {
  const typical = typicalArrowLength(view.arrows);
  if (typical === 0) return;
  const scale = (ARROW_SHARE * frame.width) / typical;
  context.beginPath();
  for (let index = 0; index + 3 < view.arrows.length; index += 4) {
    const x = toPixelX(frame, view.arrows[index] ?? Number.NaN);
    const y = toPixelY(frame, view.arrows[index + 1] ?? Number.NaN);
    let dx = (view.arrows[index + 2] ?? 0) * scale;
    let dy = -(view.arrows[index + 3] ?? 0) * scale;
    const length = Math.hypot(dx, dy);
    if (!(length > 1.5)) continue;
    const longest = LONGEST_SHARE * frame.width;
    if (length > longest) {
      dx *= longest / length;
      dy *= longest / length;
    }
    traceArrow(context, x, y, dx, dy);
  }
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = palette.surface;
  context.globalAlpha = 0.7;
  context.lineWidth = 2.75 * palette.strokeScale;
  context.stroke();
  context.globalAlpha = 1;
  context.strokeStyle = palette.ink;
  context.lineWidth = palette.strokeScale;
  context.stroke();
}

function traceArrow(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  dx: number,
  dy: number,
): void {
  const length = Math.hypot(dx, dy);
  const head = Math.min(4.5, 0.4 * length);
  const angle = Math.atan2(dy, dx);
  context.moveTo(x, y);
  context.lineTo(x + dx, y + dy);
  for (const turn of [-0.5, 0.5]) {
    context.moveTo(x + dx, y + dy);
    context.lineTo(x + dx - head * Math.cos(angle + turn), y + dy - head * Math.sin(angle + turn));
  }
}

/** The latent grid under G: where it is dense, G puts many samples. */
export function paintManifold(
  context: CanvasRenderingContext2D,
  manifold: NonNullable<FieldView['manifold']>,
  frame: PlotFrame,
  palette: Palette,
): void {
  const { rows, columns, xy } = manifold;
  const trace = (index: number, first: boolean): void => {
    const x = toPixelX(frame, xy[2 * index] ?? Number.NaN);
    const y = toPixelY(frame, xy[2 * index + 1] ?? Number.NaN);
    if (first) context.moveTo(x, y);
    else context.lineTo(x, y);
  };
  context.beginPath();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) trace(row * columns + column, column === 0);
  }
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) trace(row * columns + column, row === 0);
  }
  context.lineJoin = 'round';
  context.strokeStyle = palette.roles.g;
  context.globalAlpha = 0.4;
  context.lineWidth = 0.75 * palette.strokeScale;
  context.stroke();
  context.globalAlpha = 1;
}

/** Joins the points of a cloud in their order, for the way that a z takes. */
export function paintTrace(
  context: CanvasRenderingContext2D,
  cloud: PointCloud,
  frame: PlotFrame,
  palette: Palette,
): void {
  context.beginPath();
  for (let index = 0; index + 1 < cloud.xy.length; index += 2) {
    const x = toPixelX(frame, cloud.xy[index] ?? Number.NaN);
    const y = toPixelY(frame, cloud.xy[index + 1] ?? Number.NaN);
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.strokeStyle = palette.roles[cloud.role];
  context.lineWidth = 1.25 * palette.strokeScale;
  context.stroke();
}
