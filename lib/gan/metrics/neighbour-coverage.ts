// Fidelity and diversity from balls around samples, each with the distance to its k-th nearest neighbour as its radius:
// improved precision and recall, density and coverage.
// Source: Kynkäänniemi et al. 2019, eq. 1-2 (arXiv:1904.06991); Naeem et al. 2020, eq. 3-5 (arXiv:2002.09797).

import { type Matrix, requirePair } from './matrix';
import { type Slices, stretch } from './slices';
import { smallest, squaredDistances } from './squared-distances';

/** k of the two papers. */
export const PRECISION_NEIGHBOURS = 3;
export const DENSITY_NEIGHBOURS = 5;

/** Squared distance of every row to its k-th nearest other row, [rows]. */
function* squaredRadii(a: Matrix, k: number): Slices<Float64Array> {
  const radii = new Float64Array(a.rows);
  const out = new Float64Array(a.rows);
  for (let i = 0; i < a.rows; i++) {
    squaredDistances(a, i, a, out);
    radii[i] = smallest(out, k, i)[k - 1] ?? 0;
    yield (i + 1) / a.rows;
  }
  return radii;
}

export interface PrecisionRecall {
  /** Share of the generated samples inside the real ones' balls. */
  readonly precision: number;
  /** Share of the real samples inside the generated ones' balls. */
  readonly recall: number;
}

/** Both in [0, 1]; 1 for identical sets. @throws Error with not more than k samples of each kind */
export function* precisionRecall(
  real: Matrix,
  generated: Matrix,
  k = PRECISION_NEIGHBOURS,
): Slices<PrecisionRecall> {
  requirePair(real, generated, k + 1);
  const realRadii = yield* stretch(squaredRadii(real, k), 0, 1 / 3);
  const generatedRadii = yield* stretch(squaredRadii(generated, k), 1 / 3, 2 / 3);
  const out = new Float64Array(real.rows);
  const recalled = new Uint8Array(real.rows);
  let precise = 0;
  for (let j = 0; j < generated.rows; j++) {
    squaredDistances(generated, j, real, out);
    const reach = generatedRadii[j] ?? 0;
    let inside = 0;
    for (let i = 0; i < real.rows; i++) {
      const distance = out[i] ?? 0;
      if (distance <= (realRadii[i] ?? 0)) inside = 1;
      if (distance <= reach) recalled[i] = 1;
    }
    precise += inside;
    yield 2 / 3 + (j + 1) / (3 * generated.rows);
  }
  return {
    precision: precise / generated.rows,
    recall: recalled.reduce((sum, one) => sum + one, 0) / real.rows,
  };
}

export interface DensityCoverage {
  /** How many real balls a generated sample lies in, over k; may exceed 1. */
  readonly density: number;
  /** Share of the real balls that hold a generated sample. */
  readonly coverage: number;
}

/**
 * Both 1 for identical sets: the balls are open, as in clovaai/generative-evaluation-prdc prdc/prdc.py, so that each holds its
 * centre and k - 1 neighbours.
 * @throws Error with not more than k real samples
 */
export function* densityCoverage(
  real: Matrix,
  generated: Matrix,
  k = DENSITY_NEIGHBOURS,
): Slices<DensityCoverage> {
  requirePair(real, generated, 1);
  if (real.rows <= k) throw new Error(`needs more than ${k} real samples, got ${real.rows}`);
  const radii = yield* stretch(squaredRadii(real, k), 0, 1 / 2);
  const out = new Float64Array(generated.rows);
  let held = 0;
  let covered = 0;
  for (let i = 0; i < real.rows; i++) {
    squaredDistances(real, i, generated, out);
    const reach = radii[i] ?? 0;
    let inside = 0;
    for (let j = 0; j < generated.rows; j++) if ((out[j] ?? 0) < reach) inside += 1;
    held += inside;
    if (inside > 0) covered += 1;
    yield 1 / 2 + (i + 1) / (2 * real.rows);
  }
  return { density: held / (k * generated.rows), coverage: covered / real.rows };
}
