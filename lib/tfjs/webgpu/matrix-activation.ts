// The activations that a product can end with: v where v ≥ 0 and slope · v below, so that the slope is a uniform and all of them
// share a pipeline. TensorFlow.js's attributes name them.

/** The attributes of FusedConv2D and _FusedMatMul; absent on the kernels that are not fused. */
export interface FusedActivation {
  readonly activation?: string | null;
  readonly leakyreluAlpha?: number;
}

/** As TensorFlow.js's leakyRelu has it where none is given. */
const DEFAULT_ALPHA = 0.2;

/** The slope below zero; null for activations that have none, such as elu. */
export function slopeOf({ activation, leakyreluAlpha }: FusedActivation): number | null {
  switch (activation ?? 'linear') {
    case 'linear':
      return 1;
    case 'relu':
      return 0;
    case 'leakyrelu':
      return leakyreluAlpha ?? DEFAULT_ALPHA;
    default:
      return null;
  }
}
