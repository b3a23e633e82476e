// Axes: a hairline under the ticks, short ticks outside the plot, small figures. No grid, no box.

import type { Palette } from './palette';
import { type PlotFrame, toPixelX, toPixelY } from './plot-frame';
import { linearTicks, tickTexts } from './ticks';

const TICK = 4;

/** One label about every this many text heights. */
export const EVERY_X = 6;
const EVERY_Y = 3.6;

function prepare(context: CanvasRenderingContext2D, palette: Palette): void {
  context.font = `${palette.textPx}px ${palette.font}`;
  context.fillStyle = palette.inkFaint;
  context.strokeStyle = palette.lineStrong;
  context.lineWidth = palette.strokeScale;
}

/** Puts a one pixel line onto the pixel grid. */
const crisp = (position: number): number => Math.round(position) + 0.5;

export function paintAxisX(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  palette: Palette,
  label = '',
): void {
  prepare(context, palette);
  const ticks = linearTicks(
    frame.x.min,
    frame.x.max,
    Math.max(2, Math.floor(frame.width / (EVERY_X * palette.textPx))),
  );
  const base = frame.top + frame.height;
  context.beginPath();
  context.moveTo(frame.left, crisp(base));
  context.lineTo(frame.left + frame.width, crisp(base));
  for (const tick of ticks) {
    const x = crisp(toPixelX(frame, tick));
    context.moveTo(x, base);
    context.lineTo(x, base + TICK);
  }
  context.stroke();
  context.textAlign = 'center';
  context.textBaseline = 'top';
  tickTexts(ticks).forEach((text, index) => {
    context.fillText(text, toPixelX(frame, ticks[index] ?? 0), base + TICK + 3);
  });
  if (label === '') return;
  context.textAlign = 'right';
  context.fillStyle = palette.inkSoft;
  context.fillText(label, frame.left + frame.width, base + TICK + 4 + 1.35 * palette.textPx);
}

export interface AxisYOptions {
  readonly side?: 'left' | 'right';
  /** Of the figures. */
  readonly colour?: string;
  /** Text heights per label. */
  readonly every?: number;
}

export function paintAxisY(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  palette: Palette,
  { side = 'left', colour = palette.inkFaint, every = EVERY_Y }: AxisYOptions = {},
): void {
  prepare(context, palette);
  const ticks = linearTicks(
    frame.y.min,
    frame.y.max,
    Math.max(2, Math.floor(frame.height / (every * palette.textPx))),
  );
  const base = side === 'left' ? frame.left : frame.left + frame.width;
  const outward = side === 'left' ? -1 : 1;
  context.beginPath();
  context.moveTo(crisp(base), frame.top);
  context.lineTo(crisp(base), frame.top + frame.height);
  for (const tick of ticks) {
    const y = crisp(toPixelY(frame, tick));
    context.moveTo(base, y);
    context.lineTo(base + outward * TICK, y);
  }
  context.stroke();
  context.fillStyle = colour;
  context.textAlign = side === 'left' ? 'right' : 'left';
  context.textBaseline = 'middle';
  tickTexts(ticks).forEach((text, index) => {
    context.fillText(text, base + outward * (TICK + 3), toPixelY(frame, ticks[index] ?? 0));
  });
}

/** Margins that hold the figures of both axes at the palette's size. */
export function axisMargins(
  palette: Palette,
  options: { readonly right?: boolean; readonly label?: boolean } = {},
) {
  const text = palette.textPx;
  return {
    left: Math.ceil(3.1 * text),
    right: options.right ? Math.ceil(2.6 * text) : Math.ceil(0.9 * text),
    top: Math.ceil(0.6 * text),
    bottom: Math.ceil((options.label ? 3.3 : 1.9) * text),
  };
}
