// Where batches come from: a sampler of points or a table of images in memory, and the cursor that walks them. Sources
// hold plain arrays, never tensors, so that they outlive a backend.

import type { FactorInfo } from '../../schema/data';
import type { RandomStream } from '../rng';
import type { PointClasses } from './points/point-distribution';

export interface PointSource {
  readonly kind: 'points';
  readonly dim: 1 | 2;
  /** Half-width of the plot. */
  readonly extent: number;
  /** `count` fresh points, [count, dim]. */
  sample(random: RandomStream, count: number): Float32Array;
  /** Exact normalised density at (x, y), or at x for one dimension. */
  readonly density?: (x: number, y: number) => number;
  readonly modes?: readonly { readonly center: readonly number[]; readonly sigma: number }[];
  /** Where they are something else than the modes. */
  readonly classes?: PointClasses;
}

export interface ImageSource {
  readonly kind: 'images';
  /** Side in pixels. */
  readonly size: number;
  readonly channels: 1 | 3;
  /** Training images; they come first. */
  readonly count: number;
  /** Images in all; those from `count` on are held out. */
  readonly total: number;
  /** [total, size, size, channels], bytes. */
  readonly pixels: Uint8Array;
  /** [total] class indices, or null without labels. */
  readonly labels: Uint8Array | null;
  readonly classes: readonly string[];
  readonly factors: readonly FactorInfo[];
  /** [total, factors.length], or null. */
  readonly factorValues: Float32Array | null;
}

export type DataSource = PointSource | ImageSource;
