// Probability mass on a grid of equal cells over [-extent, extent]^dim plus one cell for everything outside: of a known
// density by integration, of samples by counting. Divergences, the optimal discriminator and plots are computed from it.

import type { PointSource } from '../datasets/source';
import type { Matrix } from './matrix';
import type { Slices } from './slices';

export interface DensityGrid {
  readonly dim: 1 | 2;
  /** Half-width. */
  readonly extent: number;
  /** Cells per axis. */
  readonly cells: number;
  /** [cells^dim + 1], sums to 1; x runs fastest, y grows, the last one is all that lies outside. */
  readonly mass: Float64Array;
}

export type GridShape = Pick<DensityGrid, 'dim' | 'extent' | 'cells'>;

/** Cells per axis by dimension: fine enough for the gaps between modes, coarse enough that 2,500 samples fill those of a mode. */
export const CELLS = { 1: 100, 2: 50 } as const satisfies Record<PointSource['dim'], number>;

/** Nodes and weights of Gauss and Legendre with four points on [0, 1]. Source: Abramowitz and Stegun, table 25.4. */
const NODES = [0.0694318442029737, 0.3300094782075719, 0.6699905217924281, 0.9305681557970263];
const WEIGHTS = [0.1739274225687269, 0.3260725774312731, 0.3260725774312731, 0.1739274225687269];

/** Two panels of four nodes per cell and axis: six digits for the catalog's usual σ, three for its smallest. */
const PANELS = 2;

/** An extent holds at least 99.9 % of the points. Source: PointSource in ../datasets/points/point-distribution.ts. */
const OUTSIDE_SHARE = 1e-3;

export const cellCount = ({ dim, cells }: GridShape): number => cells ** dim;

/** The grid that metrics of a source use. */
export const gridOf = ({ dim, extent }: PointSource): GridShape => ({
  dim,
  extent,
  cells: CELLS[dim],
});

/** Positions on an axis and their weights, which sum to the length of the axis. */
function quadrature({ extent, cells }: GridShape): { at: Float64Array; weight: Float64Array } {
  const panels = cells * PANELS;
  const width = (2 * extent) / panels;
  const nodes = (of: (panel: number, node: number) => number) =>
    Float64Array.from({ length: panels * NODES.length }, (_, i) =>
      of(Math.floor(i / NODES.length), i % NODES.length),
    );
  return {
    at: nodes((panel, node) => -extent + (panel + (NODES[node] ?? 0)) * width),
    weight: nodes((_, node) => (WEIGHTS[node] ?? 0) * width),
  };
}

/** Masses of a density by integration over each cell; what the plot's square does not hold counts as outside. */
export function* massOfDensity(
  shape: GridShape,
  density: (x: number, y: number) => number,
): Slices<DensityGrid> {
  const { dim, extent, cells } = shape;
  const inside = cellCount(shape);
  const mass = new Float64Array(inside + 1);
  const { at, weight } = quadrature(shape);
  const perCell = PANELS * NODES.length;
  for (let j = 0; j < (dim === 2 ? at.length : 1); j++) {
    const row = dim === 2 ? Math.floor(j / perCell) * cells : 0;
    const y = dim === 2 ? (at[j] ?? 0) : 0;
    const height = dim === 2 ? (weight[j] ?? 0) : 1;
    for (let i = 0; i < at.length; i++) {
      const cell = row + Math.floor(i / perCell);
      mass[cell] = (mass[cell] ?? 0) + height * (weight[i] ?? 0) * density(at[i] ?? 0, y);
    }
    yield (j + 1) / at.length;
  }
  let total = 0;
  for (const value of mass) total += value;
  // What is missing lies outside, up to what an extent may leave there; more is the quadrature's, at the edges of densities
  // that jump, and goes to the cells in proportion.
  const outside = Math.min(OUTSIDE_SHARE, Math.max(0, 1 - total));
  for (let i = 0; i < inside; i++) mass[i] = ((mass[i] ?? 0) * (1 - outside)) / total;
  mass[inside] = outside;
  return { dim, extent, cells, mass };
}

/** Shares of the samples, [N, dim]. */
export function massOfSamples(shape: GridShape, points: Matrix): DensityGrid {
  const { dim, extent, cells } = shape;
  if (points.columns !== dim) throw new Error(`points of ${points.columns} numbers, not ${dim}`);
  const inside = cellCount(shape);
  const mass = new Float64Array(inside + 1);
  const scale = cells / (2 * extent);
  for (let i = 0; i < points.rows; i++) {
    const column = Math.floor(((points.values[i * dim] ?? 0) + extent) * scale);
    const row = dim === 2 ? Math.floor(((points.values[i * dim + 1] ?? 0) + extent) * scale) : 0;
    const within = column >= 0 && column < cells && row >= 0 && row < (dim === 2 ? cells : 1);
    const cell = within ? row * cells + column : inside;
    mass[cell] = (mass[cell] ?? 0) + 1 / points.rows;
  }
  return { dim, extent, cells, mass };
}
