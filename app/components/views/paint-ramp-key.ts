// Draws the key of the probability ramp with its figures 0, 0.5 and 1.

import { RAMP_ENTRIES } from './colour-ramp';
import type { Palette } from './palette';

export interface KeyPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** About 2.2 text heights high. */
export function paintRampKey(
  context: CanvasRenderingContext2D,
  { left, top, width }: KeyPlace,
  palette: Palette,
): void {
  const { textPx, ramp } = palette;
  const height = Math.round(0.75 * textPx);
  const columns = Math.round(width);
  for (let column = 0; column < columns; column++) {
    const entry = 3 * Math.round((column / Math.max(1, columns - 1)) * (RAMP_ENTRIES - 1));
    context.fillStyle = `rgb(${ramp[entry]} ${ramp[entry + 1]} ${ramp[entry + 2]})`;
    context.fillRect(left + column, top, 1.5, height);
  }
  context.strokeStyle = palette.lineStrong;
  context.lineWidth = palette.strokeScale;
  context.strokeRect(left + 0.5, top + 0.5, columns, height);
  context.beginPath();
  context.strokeStyle = palette.roles.d;
  context.lineWidth = 1.25 * palette.strokeScale;
  context.moveTo(left + columns / 2, top);
  context.lineTo(left + columns / 2, top + height + 3);
  context.stroke();
  context.font = `${textPx}px ${palette.font}`;
  context.fillStyle = palette.inkFaint;
  context.textBaseline = 'top';
  const baseline = top + height + 4;
  context.textAlign = 'left';
  context.fillText('0', left, baseline);
  context.textAlign = 'center';
  context.fillText('0.5', left + columns / 2, baseline);
  context.textAlign = 'right';
  context.fillText('1', left + columns, baseline);
}
