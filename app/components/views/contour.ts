// The level line of a field by marching squares: short straight pieces, in cell coordinates, not joined into paths,
// because a canvas strokes pieces just as well; squares with a NaN corner have none. Source: Lorensen and Cline 1987,
// reduced to the plane.

/**
 * Pieces of the line where the field equals `level`.
 * @param values [resolution, resolution], row 0 at the bottom; values at cell centres
 * @returns x0, y0, x1, y1 per piece in cells: the centre of cell (row r, column c) is (c + 0.5, r + 0.5)
 */
export function levelLine(values: Float32Array, resolution: number, level: number): number[] {
  const pieces: number[] = [];
  const at = (row: number, column: number): number =>
    values[row * resolution + column] ?? Number.NaN;
  for (let row = 0; row + 1 < resolution; row++) {
    for (let column = 0; column + 1 < resolution; column++) {
      const a = at(row, column);
      const b = at(row, column + 1);
      const c = at(row + 1, column + 1);
      const d = at(row + 1, column);
      // Most squares end here, before anything is allocated.
      const above =
        Number(a >= level) + Number(b >= level) + Number(c >= level) + Number(d >= level);
      if (above === 0 || above === 4 || Number.isNaN(a + b + c + d)) continue;
      crossSquare(pieces, [a, b, c, d], level, column + 0.5, row + 0.5);
    }
  }
  return pieces;
}

type Corners = readonly [number, number, number, number];

// Corners run anticlockwise from the lower left; edge k joins corner k to corner k + 1.
const CORNER_X = [0, 1, 1, 0] as const;
const CORNER_Y = [0, 0, 1, 1] as const;

function crossSquare(pieces: number[], corners: Corners, level: number, x: number, y: number) {
  const crossings: number[] = [];
  for (const edge of [0, 1, 2, 3] as const) {
    const next = ((edge + 1) % 4) as 0 | 1 | 2 | 3;
    const from = corners[edge];
    const to = corners[next];
    if (from >= level === to >= level) continue;
    const t = (level - from) / (to - from);
    crossings.push(
      x + CORNER_X[edge] + t * (CORNER_X[next] - CORNER_X[edge]),
      y + CORNER_Y[edge] + t * (CORNER_Y[next] - CORNER_Y[edge]),
    );
  }
  if (crossings.length !== 8) {
    pieces.push(...crossings.slice(0, 4));
    return;
  }
  // A saddle: the mean decides which corners belong together.
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = crossings;
  const mean = corners.reduce((sum, corner) => sum + corner, 0) / 4;
  if (mean >= level === corners[0] >= level) pieces.push(a, b, c, d, e, f, g, h);
  else pieces.push(g, h, a, b, c, d, e, f);
}
