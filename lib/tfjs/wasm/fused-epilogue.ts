// The activations that a fused kernel applies to its sums: those that are told by one slope for negative values. The names
// are TensorFlow.js's own.

/** Attributes of _FusedMatMul and FusedConv2D. */
export interface FusedAttributes {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

/** The slope of an activation of TensorFlow.js's fused kernels for negative values; null for one that is no such line. */
export function fusedSlope({
  activation = 'linear',
  leakyreluAlpha,
}: FusedAttributes): number | null {
  switch (activation) {
    case 'linear':
      return 1;
    case 'relu':
      return 0;
    case 'leakyrelu':
      return leakyreluAlpha ?? null;
    default:
      return null;
  }
}
