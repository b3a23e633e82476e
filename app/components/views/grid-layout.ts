// Where the pictures of a sheet go: equally large cells at a whole number of device pixels per picture pixel, so that
// nothing is ever blurred. Also which cell lies under a point and which one an arrow key reaches. No canvas, no DOM.

export interface GridRequest {
  readonly count: number;
  /** Picture size in its own pixels. */
  readonly width: number;
  readonly height: number;
  /** Columns that the run asks for. */
  readonly columns: number;
  /** Room in device pixels; `roomHeight` is null where the sheet may grow downwards. */
  readonly roomWidth: number;
  readonly roomHeight: number | null;
  /** Between pictures, in device pixels. */
  readonly gap: number;
  /** Height of a caption line under each picture, in device pixels; 0 without captions. */
  readonly captionHeight: number;
  /** True when rows carry no meaning and the columns may change to make the pictures larger; needs a height. */
  readonly reflow: boolean;
  /** Device pixels per picture pixel at most. */
  readonly maxScale: number;
}

/** All in device pixels. */
export interface GridLayout {
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
  /** Device pixels per picture pixel, a whole number of at least 1. */
  readonly scale: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly captionHeight: number;
  readonly gap: number;
  readonly width: number;
  readonly height: number;
}

function scaleFor(request: GridRequest, columns: number): number {
  const { roomWidth, roomHeight, gap, width, height, captionHeight, maxScale } = request;
  const rows = Math.ceil(request.count / columns);
  const across = Math.floor((roomWidth - gap * (columns - 1)) / (columns * width));
  const down =
    roomHeight === null
      ? maxScale
      : Math.floor((roomHeight - gap * (rows - 1) - captionHeight * rows) / (rows * height));
  return Math.min(across, down, maxScale);
}

/** The layout with the largest pictures; among equals the one nearest to the asked columns, then the fuller last row. */
export function layoutGrid(request: GridRequest): GridLayout {
  const asked = Math.max(1, Math.min(request.columns, Math.max(1, request.count)));
  const reflow = request.reflow && request.roomHeight !== null;
  const candidates = reflow
    ? Array.from({ length: Math.max(1, request.count) }, (_, index) => index + 1)
    : // Fixed rows are broken only when they would not fit at all.
      Array.from({ length: asked }, (_, index) => asked - index);
  let columns = asked;
  let best = scaleFor(request, asked);
  for (const candidate of candidates) {
    if (!reflow && best >= 1) break;
    const scale = scaleFor(request, candidate);
    const nearer = Math.abs(candidate - asked) < Math.abs(columns - asked);
    if (scale > best || (scale === best && nearer)) {
      best = scale;
      columns = candidate;
    }
  }
  // Where not even one device pixel per pixel fits into the height, the sheet grows downwards rather than blur.
  if (best < 1 && request.roomHeight !== null) {
    return layoutGrid({ ...request, columns: asked, roomHeight: null, maxScale: 1 });
  }
  const scale = Math.max(1, best);
  const rows = Math.ceil(request.count / columns);
  const cellWidth = request.width * scale;
  const cellHeight = request.height * scale;
  return {
    count: request.count,
    columns,
    rows,
    scale,
    cellWidth,
    cellHeight,
    captionHeight: request.captionHeight,
    gap: request.gap,
    width: columns * cellWidth + (columns - 1) * request.gap,
    height: rows * (cellHeight + request.captionHeight) + Math.max(0, rows - 1) * request.gap,
  };
}

/** Top left corner of a cell in device pixels. */
export function cellOrigin(layout: GridLayout, index: number): { x: number; y: number } {
  const column = index % layout.columns;
  const row = Math.floor(index / layout.columns);
  return {
    x: column * (layout.cellWidth + layout.gap),
    y: row * (layout.cellHeight + layout.captionHeight + layout.gap),
  };
}

/** The cell under a point in device pixels, or null between cells and outside. */
export function cellAt(layout: GridLayout, x: number, y: number): number | null {
  const strideX = layout.cellWidth + layout.gap;
  const strideY = layout.cellHeight + layout.captionHeight + layout.gap;
  const column = Math.floor(x / strideX);
  const row = Math.floor(y / strideY);
  if (column < 0 || row < 0 || column >= layout.columns || row >= layout.rows) return null;
  if (x - column * strideX >= layout.cellWidth || y - row * strideY >= layout.cellHeight) {
    return null;
  }
  const index = row * layout.columns + column;
  return index < layout.count ? index : null;
}

/** The cell that a key reaches from `index`; null when the key does not move in a sheet. */
export function cellAfterKey(layout: GridLayout, index: number, key: string): number | null {
  const last = layout.count - 1;
  const rowStart = index - (index % layout.columns);
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, index + 1);
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'ArrowDown':
      return index + layout.columns <= last ? index + layout.columns : index;
    case 'ArrowUp':
      return index - layout.columns >= 0 ? index - layout.columns : index;
    case 'Home':
      return rowStart;
    case 'End':
      return Math.min(last, rowStart + layout.columns - 1);
    default:
      return null;
  }
}
