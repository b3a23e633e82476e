// From an encoder's raw outputs to latents that the prior could have drawn: D could tell E(x) from z by its range alone
// otherwise. And how far latents are apart, for an encoder that is trained to find z itself.
// Source: official code of Donahue et al. 2017 (arXiv:1605.09782), dist.py and train_gan.py of jeffdonahue/bigan.

import {
  add,
  mean,
  mul,
  rsqrt,
  sigmoid,
  softplus,
  square,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { Prior } from '../../schema/latents';

/** `prior`: into the prior's own range; `linear`: as it comes. */
export const ENCODER_RANGES = ['prior', 'linear'] as const;
export type EncoderRange = (typeof ENCODER_RANGES)[number];

/** The priors that are even over a box: z = low + width · u with u in (0, 1). */
const BOXES: Readonly<Record<Prior, { readonly low: number; readonly width: number } | null>> = {
  normal: null,
  uniform: { low: -1, width: 2 },
  uniformUnitVariance: { low: -Math.sqrt(3), width: 2 * Math.sqrt(3) },
  uniform01: { low: 0, width: 1 },
  sphere: null,
};

/** Keeps the direction of a zero vector finite. */
const SPHERE_EPSILON = 1e-8;

/** Latents [N, dim] of an encoder's raw outputs [N, dim]. */
export function latentsOf(raw: Tensor, prior: Prior, range: EncoderRange): Tensor {
  if (range === 'linear' || prior === 'normal') return raw;
  const box = BOXES[prior];
  if (box !== null) return add(mul(sigmoid(raw), box.width), box.low);
  const length = rsqrt(add(sum(square(raw), 1, true), SPHERE_EPSILON));
  return mul(mul(raw, length), Math.sqrt(raw.shape[1] ?? 1));
}

/**
 * What an encoder pays for having been wrong about z, a mean over samples and dimensions; scalar. Over a box the cross-entropy
 * of σ(raw) against z's place in it, whose least value is z's own entropy and not 0; elsewhere the squared error.
 */
export function latentRegressionLoss(
  raw: Tensor,
  z: Tensor,
  prior: Prior,
  range: EncoderRange,
): Tensor {
  const box = range === 'prior' ? BOXES[prior] : null;
  if (box === null) return mean(square(sub(latentsOf(raw, prior, range), z)));
  const place = mul(sub(z, box.low), 1 / box.width);
  return mean(sub(softplus(raw), mul(raw, place)));
}
