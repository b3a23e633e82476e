// The normal distribution in closed form. The error function is its all-positive series (no cancellation), so densities
// built from it are exact to double precision.

const SQRT_2 = Math.SQRT2;
const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Beyond this many standard deviations a density is below 1e-17 of its peak and is not evaluated. */
export const NEGLIGIBLE_SIGMAS = 9;

/** erf(x) = 2 / sqrt(pi) * exp(-x^2) * sum_n 2^n x^(2n+1) / (2n+1)!! Source: Abramowitz and Stegun 7.1.6. */
export function erf(x: number): number {
  // From here on erf differs from 1 by less than half a unit in the last place.
  if (Math.abs(x) > 5.9) return Math.sign(x);
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= (2 * square) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-square) * sum;
}

/** P(Z <= z) for standard normal Z. */
export function normalCdf(z: number): number {
  return 0.5 * (1 + erf(z / SQRT_2));
}

/** Density at distance `d` of a normal with standard deviation `sigma` > 0. */
export function normalPdf(d: number, sigma: number): number {
  const z = d / sigma;
  return Math.exp(-0.5 * z * z) / (sigma * SQRT_TWO_PI);
}
