// Draws lines and dots over two labelled axes.

import type { CurveView } from '../../../lib/schema/views';
import { rangeOf } from './field-reading';
import type { PaintStyle } from './figure';
import { axisMargins, paintAxisX, paintAxisY } from './paint-axes';
import { paintCategoryName, paintDots, paintLine } from './paint-lines';
import { type Interval, rectangularFrame } from './plot-frame';
import type { Size } from './use-size';

const AIR = 0.04;

/** The finite range of one coordinate over all lines and dots, with some air. */
export function curveInterval(view: CurveView, axis: 'x' | 'y'): Interval {
  const ranges = [...view.lines, ...view.dots].flatMap((line) => rangeOf(line[axis]) ?? []);
  if (ranges.length === 0) return { min: 0, max: 1 };
  const min = Math.min(...ranges.map((range) => range.min));
  const max = Math.max(...ranges.map((range) => range.max));
  const air = axis === 'y' ? AIR * (max - min) : 0;
  return { min: min - air, max: max + air };
}

export function paintCurve(
  context: CanvasRenderingContext2D,
  view: CurveView,
  room: Size,
  { palette, texts }: PaintStyle,
): void {
  const named = axisMargins(palette, { label: true });
  // The name of the y axis stands over it, level, so that no head has to be tilted.
  const margins = { ...named, top: named.top + Math.ceil(1.6 * palette.textPx) };
  const frame = rectangularFrame(room, margins, curveInterval(view, 'x'), curveInterval(view, 'y'));
  paintAxisX(context, frame, palette, texts.localise(view.xLabel));
  paintAxisY(context, frame, palette);
  context.fillStyle = palette.inkSoft;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillText(texts.localise(view.yLabel), Math.ceil(0.4 * palette.textPx), 0);
  context.save();
  context.beginPath();
  context.rect(frame.left, frame.top, frame.width, frame.height);
  context.clip();
  for (const line of view.lines) paintLine(context, line, frame, palette);
  for (const dots of view.dots) paintDots(context, dots, frame, palette);
  for (const dots of view.dots) {
    const label = texts.localise(dots.label);
    paintCategoryName(context, { ...dots, label }, frame, palette);
  }
  context.restore();
}
