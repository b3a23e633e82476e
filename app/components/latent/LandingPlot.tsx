// The plane of a point model: where the present z lands, the way of a path, and how a plane of z is bent.

import { useCallback } from 'react';
import { formatMeasure } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { FigureCanvas } from '../views/FigureCanvas';
import type { Paint } from '../views/figure';
import { axisMargins, EVERY_X, paintAxisX, paintAxisY } from '../views/paint-axes';
import { paintCloud, paintManifold, paintTrace } from '../views/paint-points';
import type { Palette } from '../views/palette';
import { type PlotFrame, squareFrame, toPixelX, toPixelY } from '../views/plot-frame';
import type { Size } from '../views/use-size';

/** A sample with its letter. */
export interface LetteredPoint {
  readonly letter: string;
  readonly x: number;
  readonly y: number;
}

export interface LandingPlotProps {
  readonly size: Size;
  readonly extent: number;
  /** x, y of the present sample; empty while unknown. */
  readonly here: Float32Array;
  /** Samples along a path, in order. */
  readonly way: Float32Array;
  /** Samples of a plane of z, square, row by row. */
  readonly sheet: Float32Array;
  readonly lettered: readonly LetteredPoint[];
}

export function LandingPlot(props: LandingPlotProps) {
  const { size, extent, here, way, sheet, lettered } = props;
  const { latent } = useTexts();
  const paint = useCallback<Paint>(
    (context, room, { palette }) => {
      const frame = squareFrame(room, axisMargins(palette), extent);
      paintAxisX(context, frame, palette);
      paintAxisY(context, frame, palette, { every: EVERY_X });
      context.save();
      context.beginPath();
      context.rect(frame.left, frame.top, frame.width, frame.height);
      context.clip();
      const side = Math.round(Math.sqrt(sheet.length / 2));
      if (side > 1) {
        paintManifold(context, { rows: side, columns: side, xy: sheet }, frame, palette);
      }
      const path = { role: 'fake', label: '', xy: way } as const;
      if (way.length > 0) {
        paintTrace(context, path, frame, palette);
        paintCloud(context, path, frame, palette);
      }
      context.restore();
      for (const sample of lettered) paintLetter(context, sample, frame, palette);
      if (here.length >= 2) paintHere(context, here[0] ?? 0, here[1] ?? 0, frame, palette);
    },
    [extent, here, way, sheet, lettered],
  );
  return (
    <FigureCanvas
      room={size}
      paint={paint}
      label={
        here.length >= 2
          ? latent.landing(formatMeasure(here[0] ?? 0), formatMeasure(here[1] ?? 0))
          : latent.waiting
      }
    />
  );
}

const RADIUS = 6;

function paintHere(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  frame: PlotFrame,
  palette: Palette,
): void {
  const left = toPixelX(frame, x);
  const top = toPixelY(frame, y);
  context.beginPath();
  context.arc(left, top, RADIUS * palette.strokeScale, 0, 2 * Math.PI);
  context.strokeStyle = palette.surface;
  context.lineWidth = 5 * palette.strokeScale;
  context.stroke();
  context.strokeStyle = palette.ink;
  context.lineWidth = 2 * palette.strokeScale;
  context.stroke();
  context.beginPath();
  context.arc(left, top, 2 * palette.strokeScale, 0, 2 * Math.PI);
  context.fillStyle = palette.roles.fake;
  context.fill();
}

function paintLetter(
  context: CanvasRenderingContext2D,
  { letter, x, y }: LetteredPoint,
  frame: PlotFrame,
  palette: Palette,
): void {
  context.font = `600 ${1.15 * palette.textPx}px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = palette.surface;
  context.fillStyle = palette.ink;
  const left = toPixelX(frame, x);
  const top = toPixelY(frame, y);
  context.strokeText(letter, left, top);
  context.fillText(letter, left, top);
}
