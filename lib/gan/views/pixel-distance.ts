// How far pictures are apart, as a number that needs no knowledge of their size.

/** Root mean square difference of values in [-1, 1], where black and white are 1 apart. */
export function pixelDistance(a: Float32Array, b: Float32Array): number {
  let squared = 0;
  for (let i = 0; i < a.length; i++) squared += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return Math.sqrt(squared / a.length) / 2;
}

/** As a caption under a picture. */
export const pixelDistanceText = (distance: number): string => distance.toFixed(2);
