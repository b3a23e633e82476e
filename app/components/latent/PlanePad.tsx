// A square on which z is dragged in a plane, by pointer, touch or arrow keys. For pictures the plane itself is spread out
// under the handle.

import { type KeyboardEvent, type PointerEvent, useCallback, useMemo } from 'react';
import type { ImagesView } from '../../../lib/schema/views';
import { formatMeasure } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { FigureCanvas } from '../views/FigureCanvas';
import type { Paint } from '../views/figure';
import { layoutGrid } from '../views/grid-layout';
import { paintSheet } from '../views/paint-sheet';
import type { Palette } from '../views/palette';
import { usePixelRatio } from '../views/use-pixel-ratio';
import type { Size } from '../views/use-size';
import styles from './PlanePad.module.css';
import { padCoordinate, padKeyStep, padShare } from './plane-pad';

export interface PlanePadProps {
  /** CSS pixels; whole device pixels. */
  readonly side: number;
  readonly cells: number;
  readonly span: number;
  readonly a: number;
  readonly b: number;
  /** Null for point models, and until it has arrived. */
  readonly mosaic: ImagesView | null;
  readonly onMove: (a: number, b: number) => void;
}

/** Of the span, per press. */
const KEY_STEP = 0.05;

export function PlanePad({ side, cells, span, a, b, mosaic, onMove }: PlanePadProps) {
  const { latent } = useTexts();
  const ratio = usePixelRatio();
  const room = useMemo(() => ({ width: side, height: side }), [side]);
  const paint = useCallback<Paint>(
    (context, size, { palette }) => {
      if (mosaic === null) paintRuled(context, size, palette, cells);
      else paintMosaic(context, mosaic, size.width * ratio, cells);
    },
    [mosaic, ratio, cells],
  );
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const bounds = event.currentTarget.getBoundingClientRect();
    onMove(
      padCoordinate((event.clientX - bounds.left) / bounds.width, cells, span),
      -padCoordinate((event.clientY - bounds.top) / bounds.height, cells, span),
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = padKeyStep(event.key);
    if (step === null) return;
    event.preventDefault();
    const clamped = (value: number): number => Math.min(span, Math.max(-span, value));
    const factor = KEY_STEP * span * (event.shiftKey ? 5 : 1);
    onMove(clamped(a + factor * step.a), clamped(b + factor * step.b));
  };
  return (
    <div
      className={styles.pad}
      style={room}
      role="slider"
      tabIndex={0}
      aria-label={latent.pad}
      aria-valuemin={-span}
      aria-valuemax={span}
      aria-valuenow={a}
      aria-valuetext={latent.padAt(formatMeasure(a), formatMeasure(b))}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
      }}
    >
      <FigureCanvas room={room} paint={paint} />
      <span
        className={styles.handle}
        style={{
          left: `${100 * padShare(a, cells, span)}%`,
          top: `${100 * (1 - padShare(b, cells, span))}%`,
        }}
      />
    </div>
  );
}

/** @param side device pixels */
function paintMosaic(
  context: CanvasRenderingContext2D,
  mosaic: ImagesView,
  side: number,
  cells: number,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  const layout = layoutGrid({
    count: mosaic.count,
    width: mosaic.width,
    height: mosaic.height,
    columns: cells,
    roomWidth: Math.round(side),
    roomHeight: null,
    gap: 0,
    captionHeight: 0,
    reflow: false,
    maxScale: Math.round(side),
  });
  paintSheet(context, mosaic, layout);
}

function paintRuled(
  context: CanvasRenderingContext2D,
  { width, height }: Size,
  palette: Palette,
  cells: number,
): void {
  context.fillStyle = palette.inset;
  context.fillRect(0, 0, width, height);
  for (let cell = 0; cell < cells; cell++) {
    const share = (cell + 0.5) / cells;
    const middle = cell === (cells - 1) / 2;
    context.fillStyle = middle ? palette.lineStrong : palette.line;
    context.fillRect(Math.round(share * width), 0, 1, height);
    context.fillRect(0, Math.round(share * height), width, 1);
  }
}
