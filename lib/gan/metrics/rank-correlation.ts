// Spearman's rank correlation: how well one number orders another, whatever the curve between them. Equal values share the mean
// of their ranks.

/** Ranks from 1, ties averaged, [N]. */
export function ranksOf(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0),
  );
  const ranks = new Float64Array(values.length);
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end += 1;
    // Ranks start + 1 … end, on average.
    for (let i = start; i < end; i++) ranks[order[i] ?? 0] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** In [-1, 1]; 0 where either is constant. */
export function rankCorrelation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new Error(`${x.length} and ${y.length} values`);
  const [a, b] = [ranksOf(x), ranksOf(y)];
  const middle = (x.length + 1) / 2;
  let [product, ofA, ofB] = [0, 0, 0];
  for (const [i, rank] of a.entries()) {
    const [u, v] = [rank - middle, (b[i] ?? 0) - middle];
    product += u * v;
    ofA += u * u;
    ofB += v * v;
  }
  return ofA > 0 && ofB > 0 ? product / Math.sqrt(ofA * ofB) : 0;
}
