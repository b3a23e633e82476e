// The pad of a plane of z: how many pictures it shows, how large it is, and the way between its pixels and coordinates.

/** Cells per side of an odd mosaic, and pixels per picture pixel, that fill a width best. */
export interface PadMosaic {
  readonly cells: number;
  /** Whole device pixels per picture pixel. */
  readonly scale: number;
}

const CELLS = [5, 7, 9] as const;

/** @param width, size device pixels of the room and of one picture */
export function padMosaic(width: number, size: number): PadMosaic {
  const options = CELLS.map((cells) => ({ cells, scale: Math.floor(width / (cells * size)) }));
  const filled = ({ cells, scale }: PadMosaic): number => cells * scale;
  return options.reduce<PadMosaic>(
    (best, option) => (filled(option) > filled(best) ? option : best),
    { cells: 5, scale: Math.max(1, options[0]?.scale ?? 1) },
  );
}

/**
 * The coordinate at a share of the pad's side: the middle of the first cell is −span, of the last one span. Outside them it
 * stays at the ends.
 */
export function padCoordinate(share: number, cells: number, span: number): number {
  const position = (2 * (share * cells - 0.5)) / (cells - 1) - 1;
  return span * Math.min(1, Math.max(-1, position));
}

/** The share of the pad's side at which a coordinate lies; may lie outside [0, 1]. */
export function padShare(coordinate: number, cells: number, span: number): number {
  return (((coordinate / span + 1) / 2) * (cells - 1) + 0.5) / cells;
}

/** The step that an arrow key makes, or null for another key. */
export function padKeyStep(key: string): { readonly a: number; readonly b: number } | null {
  switch (key) {
    case 'ArrowRight':
      return { a: 1, b: 0 };
    case 'ArrowLeft':
      return { a: -1, b: 0 };
    case 'ArrowUp':
      return { a: 0, b: 1 };
    case 'ArrowDown':
      return { a: 0, b: -1 };
    default:
      return null;
  }
}
