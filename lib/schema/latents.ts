// Latent controls that a run declares and the points in latent space that the page may ask for. Plain data; the
// arithmetic is in lib/gan/latent.

export const PRIORS = ['normal', 'uniform', 'uniformUnitVariance', 'uniform01', 'sphere'] as const;
export type Prior = (typeof PRIORS)[number];

/** z drawn from a prior. */
export interface GaussianLatent {
  readonly kind: 'gaussian';
  readonly id: 'z';
  readonly dim: number;
  readonly prior: Prior;
  /** A slider spans [-range, range] (or [0, range] for uniform01). */
  readonly range: number;
}

export type LatentControl = GaussianLatent;

/** Which z to generate from. Vectors are zDim long. */
export type LatentRequest =
  /** The run's fixed z, number `first` onwards. */
  | { readonly kind: 'fixed'; readonly first: number; readonly count: number }
  | { readonly kind: 'vectors'; readonly z: readonly (readonly number[])[] }
  /** `steps` points from one vector to another, ends included. */
  | {
      readonly kind: 'path';
      readonly from: readonly number[];
      readonly to: readonly number[];
      readonly steps: number;
      readonly method: 'lerp' | 'slerp';
    }
  /** rows × columns points origin + a·u + b·v with a, b evenly in [-span, span]; row 0 has the largest b. */
  | {
      readonly kind: 'plane';
      readonly origin: readonly number[];
      readonly u: readonly number[];
      readonly v: readonly number[];
      readonly span: number;
      readonly rows: number;
      readonly columns: number;
    };

export interface GenerateOptions {
  /** Which copy of G's weights. */
  readonly weights: 'live' | 'ema';
  /** Batch norm by the statistics of this batch or by the running ones. */
  readonly norm: 'batch' | 'running';
}
