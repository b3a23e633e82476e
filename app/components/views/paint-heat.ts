// Draws a field in [0, 1] as a smooth heat map, with the line where it equals one half.

import type { FieldView } from '../../../lib/schema/views';
import { rampEntry } from './colour-ramp';
import { levelLine } from './contour';
import type { Palette } from './palette';
import type { PlotFrame } from './plot-frame';

let scratch: CanvasRenderingContext2D | null = null;

export function paintHeat(
  context: CanvasRenderingContext2D,
  view: FieldView,
  frame: PlotFrame,
  palette: Palette,
): void {
  const { resolution, values } = view;
  scratch ??= document.createElement('canvas').getContext('2d');
  if (scratch === null) return;
  if (scratch.canvas.width !== resolution) {
    scratch.canvas.width = resolution;
    scratch.canvas.height = resolution;
  }
  const image = new ImageData(resolution, resolution);
  for (let row = 0; row < resolution; row++) {
    // Row 0 of the field is the lowest y; row 0 of a picture is its top.
    const target = (resolution - 1 - row) * resolution;
    for (let column = 0; column < resolution; column++) {
      const entry = 3 * rampEntry(values[row * resolution + column] ?? 0);
      const pixel = 4 * (target + column);
      image.data[pixel] = palette.ramp[entry] ?? 0;
      image.data[pixel + 1] = palette.ramp[entry + 1] ?? 0;
      image.data[pixel + 2] = palette.ramp[entry + 2] ?? 0;
      image.data[pixel + 3] = 255;
    }
  }
  scratch.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(scratch.canvas, frame.left, frame.top, frame.width, frame.height);
}

/** Where D is undecided. */
export function paintHalfLine(
  context: CanvasRenderingContext2D,
  view: FieldView,
  frame: PlotFrame,
  palette: Palette,
): void {
  const pieces = levelLine(view.values, view.resolution, 0.5);
  const cell = frame.width / view.resolution;
  context.beginPath();
  for (let index = 0; index < pieces.length; index += 4) {
    context.moveTo(
      frame.left + (pieces[index] ?? 0) * cell,
      frame.top + frame.height - (pieces[index + 1] ?? 0) * cell,
    );
    context.lineTo(
      frame.left + (pieces[index + 2] ?? 0) * cell,
      frame.top + frame.height - (pieces[index + 3] ?? 0) * cell,
    );
  }
  context.strokeStyle = palette.roles.d;
  context.lineWidth = 1.25 * palette.strokeScale;
  context.stroke();
}
