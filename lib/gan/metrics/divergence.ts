// Kullback-Leibler and Jensen-Shannon divergence between two histograms on the same cells, and the discriminator that is
// optimal between them. In nats.
// Source: Goodfellow et al. 2014, proposition 1 and theorem 1 (arXiv:1406.2661).

import type { DensityGrid } from './density-grid';

type Masses = ArrayLike<number>;

/** The largest value that JS can take. */
export const MAX_JS = Math.LN2;

/** KL(p ‖ q) = Σ p log(p / q); infinite where p has mass and q has none. */
export function klDivergence(p: Masses, q: Masses): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const mass = p[i] ?? 0;
    if (mass > 0) sum += mass * Math.log(mass / (q[i] ?? 0));
  }
  return sum;
}

/** JS(p, q) = KL(p ‖ m) / 2 + KL(q ‖ m) / 2 with m = (p + q) / 2; in [0, log 2]. */
export function jsDivergence(p: Masses, q: Masses): number {
  const middle = Float64Array.from(p, (mass, i) => (mass + (q[i] ?? 0)) / 2);
  return (klDivergence(p, middle) + klDivergence(q, middle)) / 2;
}

/**
 * Masses mixed with 1 / (samples + 1) of the even distribution, as if one more sample had been spread over all cells. Keeps KL
 * of finite samples finite: a cell that none of N samples hit has a probability of about 1 / N at most, not of 0.
 */
export function smoothed(masses: Masses, samples: number): Float64Array {
  const share = 1 / (samples + 1);
  return Float64Array.from(masses, (mass) => (1 - share) * mass + share / masses.length);
}

/** Mean of the histogram bias of JS and KL over samples of the law itself: (occupied cells - 1) / (2 N) nats for KL. Source: Miller 1955. */
export function klBias(p: Masses, samples: number): number {
  let occupied = 0;
  for (let i = 0; i < p.length; i++) occupied += 1 - (1 - (p[i] ?? 0)) ** samples;
  return (occupied - 1) / (2 * samples);
}

/**
 * D*(x) = p(x) / (p(x) + q(x)) per cell, [cells^dim]: the best answer to "real or generated?" there.
 * 1/2 where neither has mass, since nothing is known there.
 */
export function optimalDiscriminator(real: DensityGrid, generated: DensityGrid): Float32Array {
  const inside = real.mass.length - 1;
  return Float32Array.from({ length: inside }, (_, i) => {
    const p = real.mass[i] ?? 0;
    const q = generated.mass[i] ?? 0;
    return p + q > 0 ? p / (p + q) : 0.5;
  });
}

/** D's loss at D*, E_p[-log D*] + E_q[-log(1 - D*)] = log 4 - 2 JS: no discriminator gets below it. */
export const optimalDiscriminatorLoss = (js: number): number => Math.log(4) - 2 * js;
