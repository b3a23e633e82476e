// How different the samples of one class are from each other, beside how different real ones are. In pixels: no network has a
// say in it.

import type { DataSource } from '../../lib/gan/datasets/source';
import { fromBytes } from '../../lib/gan/views/pixels';

/** Pairs within a class come from at most so many of its samples. */
const MOST_PER_CLASS = 100;

/** Mean Euclidean distance over all pairs; null below two rows. */
function meanDistance(rows: readonly Float32Array[]): number | null {
  if (rows.length < 2) return null;
  let total = 0;
  for (let i = 0; i < rows.length; i++) {
    for (let j = i + 1; j < rows.length; j++) {
      const [a, b] = [rows[i], rows[j]];
      if (a === undefined || b === undefined) continue;
      let squares = 0;
      for (let k = 0; k < a.length; k++) squares += ((a[k] ?? 0) - (b[k] ?? 0)) ** 2;
      total += Math.sqrt(squares);
    }
  }
  return total / ((rows.length * (rows.length - 1)) / 2);
}

function realRows(source: DataSource, label: number): Float32Array[] {
  if (source.kind !== 'images' || source.labels === null) throw new Error('images with labels');
  const area = source.size ** 2 * source.channels;
  const rows: Float32Array[] = [];
  for (let i = 0; i < source.count && rows.length < MOST_PER_CLASS; i++) {
    if (source.labels[i] !== label) continue;
    const row = new Float32Array(area);
    fromBytes(source.pixels.subarray(i * area, (i + 1) * area), row, 0);
    rows.push(row);
  }
  return rows;
}

/**
 * Mean distance between samples of a class over that between real ones, averaged over the classes that were made at least twice;
 * 1 is as diverse as the data, NaN when there was no such class.
 * @param values [N, size, size, channels] in [-1, 1]
 * @param labels [N] the class of each; below 0 for samples to leave out
 */
export function classDiversity(
  source: DataSource,
  values: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
): number {
  const area = values.length / labels.length;
  const ratios: number[] = [];
  for (let label = 0; label < classes; label++) {
    const rows: Float32Array[] = [];
    for (let i = 0; i < labels.length && rows.length < MOST_PER_CLASS; i++) {
      if (labels[i] === label) rows.push(values.subarray(i * area, (i + 1) * area));
    }
    const made = meanDistance(rows);
    const real = meanDistance(realRows(source, label));
    if (made !== null && real !== null) ratios.push(made / real);
  }
  return ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
}
