// How a matrix product is cut into workgroups: the tile of the result that one workgroup makes, and into how many parts the
// inner dimension is split where the tiles alone are too few to fill a graphics processor. Both follow from the shapes only,
// so the order of every sum is the same in every run and on every device.

/** Threads of a workgroup and what each of them holds. One block is 4 × 4 values of the result. */
export interface Tile {
  readonly id: string;
  readonly threadRows: number;
  readonly threadColumns: number;
  readonly blockRows: number;
  readonly blockColumns: number;
  /** Inner indices per step; a multiple of 4. */
  readonly depth: number;
}

/** Tiles hold (rows + columns) · depth · 4 bytes of workgroup memory, which every device has 16 KiB of. */
export const TILES = {
  /** 32 × 32: small results. */
  square: {
    id: 'square',
    threadRows: 8,
    threadColumns: 8,
    blockRows: 1,
    blockColumns: 1,
    depth: 32,
  },
  /** 64 × 64: twice the arithmetic per value that is read, at a quarter of the workgroups. */
  large: {
    id: 'large',
    threadRows: 8,
    threadColumns: 8,
    blockRows: 2,
    blockColumns: 2,
    depth: 16,
  },
  /** 128 × 32: the same for up to 32 columns. */
  tall: {
    id: 'tall',
    threadRows: 16,
    threadColumns: 4,
    blockRows: 2,
    blockColumns: 2,
    depth: 16,
  },
  /** 32 × 128: the same for up to 32 rows. */
  wide: {
    id: 'wide',
    threadRows: 4,
    threadColumns: 16,
    blockRows: 2,
    blockColumns: 2,
    depth: 16,
  },
  /** 256 × 1: grey images and single logits. */
  column: {
    id: 'column',
    threadRows: 64,
    threadColumns: 1,
    blockRows: 1,
    blockColumns: 1,
    depth: 4,
  },
  /** 256 × 4: images of two to four channels. */
  narrow: {
    id: 'narrow',
    threadRows: 64,
    threadColumns: 1,
    blockRows: 1,
    blockColumns: 1,
    depth: 4,
  },
} as const satisfies Record<string, Tile>;

export const tileRows = (tile: Tile): number => 4 * tile.threadRows * tile.blockRows;
export const tileColumns = (tile: Tile): number => 4 * tile.threadColumns * tile.blockColumns;

/** [rows, inner] × [inner, columns], `slices` times (a batch, or the phases of a stride). */
export interface ProductSize {
  readonly slices: number;
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
}

export interface ProductPlan {
  readonly tile: Tile;
  readonly tileRows: number;
  readonly tileColumns: number;
  readonly splits: number;
  /** Inner indices per part; a multiple of the tile's depth. */
  readonly splitLength: number;
}

/** Products of fewer workgroups leave a graphics processor idle; they are split if their sums are long. */
const ENOUGH_GROUPS = 128;
/** The larger tiles are taken where they make this many workgroups, parts included. */
const ENOUGH_LARGE_GROUPS = 4;
/** A part must be worth the additional pass that adds the parts up. */
const MIN_SPLIT_LENGTH = 256;
/** The second pass reads one value of each part in turn. */
const MAX_SPLITS = 64;

function tilesOf({ slices, rows, columns }: ProductSize, tile: Tile): number {
  return slices * Math.ceil(rows / tileRows(tile)) * Math.ceil(columns / tileColumns(tile));
}

function splitsOf(size: ProductSize, tile: Tile): number {
  const wanted = Math.ceil(ENOUGH_GROUPS / tilesOf(size, tile));
  const possible = Math.max(1, Math.floor(size.inner / MIN_SPLIT_LENGTH));
  return Math.min(wanted, possible, MAX_SPLITS);
}

/** null where half of every larger tile would be empty. */
function largerTile({ rows, columns }: ProductSize): Tile | null {
  const small = tileRows(TILES.square);
  if (rows > small && columns > small) return TILES.large;
  if (rows > 2 * small) return TILES.tall;
  return columns > 2 * small ? TILES.wide : null;
}

function tileFor(size: ProductSize): Tile {
  if (size.columns === 1) return TILES.column;
  if (size.columns <= tileColumns(TILES.narrow)) return TILES.narrow;
  const larger = largerTile(size);
  const groups = larger ? tilesOf(size, larger) * splitsOf(size, larger) : 0;
  return larger && groups >= ENOUGH_LARGE_GROUPS ? larger : TILES.square;
}

export function planProduct(size: ProductSize): ProductPlan {
  const tile = tileFor(size);
  const parts = splitsOf(size, tile);
  const splitLength = tile.depth * Math.max(1, Math.ceil(size.inner / (parts * tile.depth)));
  return {
    tile,
    tileRows: Math.ceil(size.rows / tileRows(tile)),
    tileColumns: Math.ceil(size.columns / tileColumns(tile)),
    splits: Math.max(1, Math.ceil(size.inner / splitLength)),
    splitLength,
  };
}
