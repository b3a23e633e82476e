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
  /** Height of a line of column names above the first row, in device pixels; 0 when absent. */
  readonly headerHeight?: number;
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
  readonly headerHeight: number;
  readonly gap: number;
  readonly width: number;
  readonly height: number;
}

function scaleFor(request: GridRequest, columns: number): number {
  const { roomWidth, roomHeight, gap, width, height, captionHeight, maxScale } = request;
  const { headerHeight = 0 } = request;
  const rows = Math.ceil(request.count / columns);
  const across = Math.floor((roomWidth - gap * (columns - 1)) / (columns * width));
  const down =
    roomHeight === null
      ? maxScale
      : Math.floor(
          (roomHeight - headerHeight - gap * (rows - 1) - captionHeight * rows) / (rows * height),
        );
  return Math.min(across, down, maxScale);
}

/** Other columns than the asked ones must make the pictures larger by this factor. */
const WORTH_REFLOW = 1.3;

/** How many cells of the last row stay empty. */
const gapsIn = (count: number, columns: number): number => (columns - (count % columns)) % columns;

/** The asked columns, or others that make the pictures clearly larger: then the largest, fullest and nearest. */
function chooseColumns(request: GridRequest): { readonly columns: number; readonly scale: number } {
  const { count } = request;
  const asked = Math.max(1, Math.min(request.columns, Math.max(1, count)));
  const kept = { columns: asked, scale: scaleFor(request, asked) };
  const candidates = Array.from({ length: Math.max(1, count) }, (_, index) => ({
    columns: index + 1,
    scale: scaleFor(request, index + 1),
  }));
  if (!request.reflow || request.roomHeight === null) {
    // Rows are broken only where they would not fit at all, and then as little as possible.
    return kept.scale >= 1
      ? kept
      : (candidates.findLast(({ columns, scale }) => columns < asked && scale >= 1) ?? kept);
  }
  const [best = kept] = candidates.sort(
    (one, other) =>
      other.scale - one.scale ||
      gapsIn(count, one.columns) - gapsIn(count, other.columns) ||
      Math.abs(one.columns - asked) - Math.abs(other.columns - asked),
  );
  return best.scale >= WORTH_REFLOW * kept.scale ? best : kept;
}

/** Equally large cells for every picture; never wider than the room. */
export function layoutGrid(request: GridRequest): GridLayout {
  const { columns, scale: best } = chooseColumns(request);
  const { headerHeight = 0 } = request;
  // Where not even one device pixel per pixel fits into the height, the sheet grows downwards rather than blur.
  if (best < 1 && request.roomHeight !== null) {
    return layoutGrid({ ...request, roomHeight: null, maxScale: 1 });
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
    headerHeight,
    gap: request.gap,
    width: columns * cellWidth + (columns - 1) * request.gap,
    height:
      headerHeight +
      rows * (cellHeight + request.captionHeight) +
      Math.max(0, rows - 1) * request.gap,
  };
}

/** Top left corner of a cell in device pixels. */
export function cellOrigin(layout: GridLayout, index: number): { x: number; y: number } {
  const column = index % layout.columns;
  const row = Math.floor(index / layout.columns);
  return {
    x: column * (layout.cellWidth + layout.gap),
    y: layout.headerHeight + row * (layout.cellHeight + layout.captionHeight + layout.gap),
  };
}

/** The cell under a point in device pixels, or null between cells and outside. */
export function cellAt(layout: GridLayout, x: number, y: number): number | null {
  const strideX = layout.cellWidth + layout.gap;
  const strideY = layout.cellHeight + layout.captionHeight + layout.gap;
  const column = Math.floor(x / strideX);
  const below = y - layout.headerHeight;
  const row = Math.floor(below / strideY);
  if (column < 0 || row < 0 || column >= layout.columns || row >= layout.rows) return null;
  if (x - column * strideX >= layout.cellWidth || below - row * strideY >= layout.cellHeight) {
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
