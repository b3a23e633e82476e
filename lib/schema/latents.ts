// Latent controls that a run declares and the points in latent space that the page may ask for. Plain data; the
// arithmetic is in lib/gan/latent.

export const PRIORS = ['normal', 'uniform', 'uniformUnitVariance', 'uniform01', 'sphere'] as const;
export type Prior = (typeof PRIORS)[number];

/** z drawn from a prior; takes `dim` numbers of a row. */
export interface GaussianLatent {
  readonly kind: 'gaussian';
  readonly id: 'z';
  readonly dim: number;
  readonly prior: Prior;
  /** A slider spans [-range, range] (or [0, range] for uniform01). */
  readonly range: number;
}

/** One of several, as a one-hot part of a row; between two of them lie soft mixtures, whose parts add up to 1. */
export interface CategoryLatent {
  readonly kind: 'category';
  readonly id: string;
  readonly label: string;
  /** One per value; the part is as wide. */
  readonly names: readonly string[];
  /** The classes of the data, or a code whose meaning the run itself has to find. */
  readonly meaning: 'label' | 'code';
}

/** Numbers drawn evenly from [low, high], each with a meaning that the run has to find; takes `dim` numbers of a row. */
export interface CodeLatent {
  readonly kind: 'code';
  readonly id: string;
  readonly label: string;
  readonly dim: number;
  readonly low: number;
  readonly high: number;
  /** A slider spans [-reach, reach], which may be more than was ever drawn. */
  readonly reach: number;
}

export type LatentControl = GaussianLatent | CategoryLatent | CodeLatent;

/** Where a control's numbers stand in a row of the latent. */
export interface LatentPart<C extends LatentControl = LatentControl> {
  readonly control: C;
  readonly offset: number;
  readonly width: number;
}

/** How many numbers of a row a control takes. */
export function latentWidth(control: LatentControl): number {
  switch (control.kind) {
    case 'gaussian':
    case 'code':
      return control.dim;
    case 'category':
      return control.names.length;
  }
}

/** A row is all controls side by side, in the order in which the run declares them. */
export function latentParts<C extends LatentControl>(
  controls: readonly C[],
): readonly LatentPart<C>[] {
  let offset = 0;
  return controls.map((control) => {
    const part = { control, offset, width: latentWidth(control) };
    offset += part.width;
    return part;
  });
}

/** Numbers in a whole row. */
export const latentRowWidth = (controls: readonly LatentControl[]): number =>
  controls.reduce((sum, control) => sum + latentWidth(control), 0);

/** Which latents to generate from. Vectors are whole rows: z first, then the other controls in the run's order. */
export type LatentRequest =
  /** The run's fixed rows, number `first` onwards. */
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
