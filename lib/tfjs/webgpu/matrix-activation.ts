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

/**
 * WGSL of `fn biasAt(column : i32) -> vec4<f32>`, the bias of the columns from there on, and of `fn finish(sum, bias)`: v where
 * v = sum + bias is at least 0, and slope · v below. A slope of zero gives zeros, also for -∞; NaN stays NaN, so that a
 * diverged run is seen.
 */
export function epilogueSource(vectors: boolean): string {
  const single = (i: number) => `bias[min(column + ${i}, uniforms.columns - 1)]`;
  const bias = vectors ? 'bias[column / 4]' : `vec4<f32>(${[0, 1, 2, 3].map(single).join(', ')})`;
  return `
fn biasAt(column : i32) -> vec4<f32> {
  return select(vec4<f32>(0.0), ${bias}, uniforms.hasBias == 1);
}

fn finish(sum : vec4<f32>, bias : vec4<f32>) -> vec4<f32> {
  let value = sum + bias;
  let below = select(value * uniforms.slope, vec4<f32>(0.0), uniforms.slope == 0.0);
  return select(value, below, value < vec4<f32>(0.0));
}
`;
}
