// The rectangle that a plot is drawn into and the way from data to pixels and back. CSS pixels throughout; the canvas is
// scaled by the device pixel ratio outside.

export interface Interval {
  readonly min: number;
  readonly max: number;
}

export interface PlotFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Interval;
  readonly y: Interval;
}

export interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A frame that fills the room left by the margins. */
export function rectangularFrame(
  room: { readonly width: number; readonly height: number },
  margins: Margins,
  x: Interval,
  y: Interval,
): PlotFrame {
  return {
    left: margins.left,
    top: margins.top,
    width: Math.max(1, room.width - margins.left - margins.right),
    height: Math.max(1, room.height - margins.top - margins.bottom),
    x: widened(x),
    y: widened(y),
  };
}

/** A square frame over [-extent, extent]², on whole pixels and centred in the width left by the margins. */
export function squareFrame(
  room: { readonly width: number; readonly height: number },
  margins: Margins,
  extent: number,
): PlotFrame {
  const side = Math.max(
    1,
    Math.floor(
      Math.min(
        room.width - margins.left - margins.right,
        room.height - margins.top - margins.bottom,
      ),
    ),
  );
  const spare = room.width - margins.left - margins.right - side;
  const axis = { min: -extent, max: extent };
  return {
    left: margins.left + Math.max(0, Math.floor(spare / 2)),
    top: margins.top,
    width: side,
    height: side,
    x: axis,
    y: axis,
  };
}

/** The height at which a square frame fills a width. */
export const squareHeight = (width: number, { left, right, top, bottom }: Margins): number =>
  Math.max(0, width - left - right + top + bottom);

/** An interval without width grows by half a unit on both sides, so that a constant still has a place. */
function widened({ min, max }: Interval): Interval {
  return max > min ? { min, max } : { min: min - 0.5, max: max + 0.5 };
}

export function toPixelX(frame: PlotFrame, x: number): number {
  return frame.left + ((x - frame.x.min) / (frame.x.max - frame.x.min)) * frame.width;
}

export function toPixelY(frame: PlotFrame, y: number): number {
  return frame.top + ((frame.y.max - y) / (frame.y.max - frame.y.min)) * frame.height;
}

export function toDataX(frame: PlotFrame, pixel: number): number {
  return frame.x.min + ((pixel - frame.left) / frame.width) * (frame.x.max - frame.x.min);
}

export function toDataY(frame: PlotFrame, pixel: number): number {
  return frame.y.max - ((pixel - frame.top) / frame.height) * (frame.y.max - frame.y.min);
}
