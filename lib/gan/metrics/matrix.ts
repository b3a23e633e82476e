// What the formulas of this folder take: rows of equal length in one array, one row per sample. Points and features alike;
// never a tensor.

export interface Matrix {
  /** Samples. */
  readonly rows: number;
  /** Numbers per sample. */
  readonly columns: number;
  /** [rows, columns], row by row. */
  readonly values: Float32Array;
}

/** @throws Error when the values do not fill whole rows */
export function matrixOf(values: Float32Array, columns: number): Matrix {
  const rows = values.length / columns;
  if (!Number.isInteger(rows)) {
    throw new Error(`${values.length} values do not fill rows of ${columns}`);
  }
  return { rows, columns, values };
}

export const rowOf = ({ values, columns }: Matrix, row: number): Float32Array =>
  values.subarray(row * columns, (row + 1) * columns);

/** The rows with these indices, in this order; an index may repeat. */
export function selectRows(from: Matrix, indices: ArrayLike<number>): Matrix {
  const { columns } = from;
  const values = new Float32Array(indices.length * columns);
  for (let i = 0; i < indices.length; i++) {
    values.set(rowOf(from, indices[i] ?? 0), i * columns);
  }
  return { rows: indices.length, columns, values };
}

/** The first columns of every row. */
export function firstColumns(from: Matrix, columns: number): Matrix {
  if (columns === from.columns) return from;
  const values = new Float32Array(from.rows * columns);
  for (let row = 0; row < from.rows; row++) {
    values.set(rowOf(from, row).subarray(0, columns), row * columns);
  }
  return { rows: from.rows, columns, values };
}

/** @throws Error when the two do not have equally long rows, or one has fewer than `atLeast` */
export function requirePair(a: Matrix, b: Matrix, atLeast: number): void {
  if (a.columns !== b.columns) throw new Error(`rows of ${a.columns} and of ${b.columns} numbers`);
  if (a.rows < atLeast || b.rows < atLeast) {
    throw new Error(`needs ${atLeast} samples of each kind, got ${a.rows} and ${b.rows}`);
  }
}
