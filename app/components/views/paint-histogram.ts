// Draws histograms over one axis: real data filled, generated ones outlined and hatched, densities on the left scale,
// probabilities on the right one.

import { assertNever } from '../../../lib/schema/errors';
import type { Role } from '../../../lib/schema/series';
import type { HistogramView } from '../../../lib/schema/views';
import { rangeOf } from './field-reading';
import type { PaintStyle } from './figure';
import { axisMargins, paintAxisX, paintAxisY } from './paint-axes';
import { paintLine } from './paint-lines';
import type { Palette } from './palette';
import { type PlotFrame, rectangularFrame, toPixelX, toPixelY } from './plot-frame';
import type { Size } from './use-size';

export const BAR_SIGNS: Readonly<Record<Role, 'filled' | 'hatched'>> = {
  real: 'filled',
  fake: 'hatched',
  g: 'hatched',
  d: 'filled',
  encoder: 'filled',
  neutral: 'filled',
};

/** The tallest bar or exact density, with air above it; bars that tower over everything keep their height. */
export function densityTop(view: HistogramView): number {
  const tops = [
    ...view.bars.map(({ density }) => rangeOf(density)?.max ?? 0),
    ...view.lines.filter(({ scale }) => scale === 'density').map(({ y }) => rangeOf(y)?.max ?? 0),
  ];
  return 1.06 * Math.max(1e-6, ...tops);
}

export function paintHistogram(
  context: CanvasRenderingContext2D,
  view: HistogramView,
  room: Size,
  { palette }: PaintStyle,
): void {
  const withProbability = view.lines.some(({ scale }) => scale === 'probability');
  const edges = rangeOf(view.edges) ?? { min: 0, max: 1 };
  const margins = axisMargins(palette, { right: withProbability });
  const bars = rectangularFrame(room, margins, edges, { min: 0, max: densityTop(view) });
  const chances = rectangularFrame(room, margins, edges, { min: 0, max: 1 });
  context.save();
  context.beginPath();
  context.rect(bars.left, bars.top - 1, bars.width, bars.height + 1);
  context.clip();
  if (withProbability) paintHalf(context, chances, palette);
  for (const { role, density } of view.bars) {
    paintBars(context, view.edges, density, role, bars, palette);
  }
  for (const line of view.lines) {
    paintLine(context, line, line.scale === 'probability' ? chances : bars, palette);
  }
  context.restore();
  paintAxisX(context, bars, palette);
  paintAxisY(context, bars, palette);
  if (withProbability)
    paintAxisY(context, chances, palette, {
      side: 'right',
      colour: palette.roles.d,
      every: frameTexts(chances, palette) / 2,
    });
}

/** Height of a frame in text heights. */
const frameTexts = (frame: PlotFrame, palette: Palette): number => frame.height / palette.textPx;

function paintHalf(context: CanvasRenderingContext2D, frame: PlotFrame, palette: Palette): void {
  const y = Math.round(toPixelY(frame, 0.5)) + 0.5;
  context.beginPath();
  context.setLineDash([2, 3]);
  context.moveTo(frame.left, y);
  context.lineTo(frame.left + frame.width, y);
  context.strokeStyle = palette.roles.d;
  context.globalAlpha = 0.5;
  context.lineWidth = palette.strokeScale;
  context.stroke();
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function paintBars(
  context: CanvasRenderingContext2D,
  edges: Float32Array,
  density: Float32Array,
  role: Role,
  frame: PlotFrame,
  palette: Palette,
): void {
  const base = toPixelY(frame, 0);
  context.beginPath();
  context.moveTo(toPixelX(frame, edges[0] ?? 0), base);
  density.forEach((value, bin) => {
    const y = toPixelY(frame, value);
    context.lineTo(toPixelX(frame, edges[bin] ?? 0), y);
    context.lineTo(toPixelX(frame, edges[bin + 1] ?? 0), y);
  });
  context.lineTo(toPixelX(frame, edges[density.length] ?? 0), base);
  const colour = palette.roles[role];
  const sign = BAR_SIGNS[role];
  switch (sign) {
    case 'filled':
      context.fillStyle = colour;
      context.globalAlpha = 0.3;
      context.fill();
      context.globalAlpha = 1;
      break;
    case 'hatched':
      context.save();
      context.clip();
      hatch(context, frame, colour, palette);
      context.restore();
      break;
    default:
      assertNever(sign);
  }
  context.lineJoin = 'miter';
  context.strokeStyle = colour;
  context.lineWidth = 1.25 * palette.strokeScale;
  context.stroke();
}

const HATCH_DISTANCE = 5;

function hatch(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  colour: string,
  palette: Palette,
): void {
  const lines = new Path2D();
  for (let x = frame.left - frame.height; x < frame.left + frame.width; x += HATCH_DISTANCE) {
    lines.moveTo(x, frame.top + frame.height);
    lines.lineTo(x + frame.height, frame.top);
  }
  context.strokeStyle = colour;
  context.globalAlpha = 0.45;
  context.lineWidth = palette.strokeScale;
  context.stroke(lines);
  context.globalAlpha = 1;
}
