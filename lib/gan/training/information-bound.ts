// How much of its codes a generator lets be read off its samples: the variational bound on mutual information that InfoGAN
// maximises, in nats, with the true entropies of the codes. The official code (openai/InfoGAN misc/distributions.py) scores
// codes drawn from U(low, high) with a standard normal density, which adds what no reader has earned; here
// H(U(low, high)) = log(high − low), so that what is shown is a lower bound of the mutual information and nothing more.
// Source: Chen et al. 2016, eq. 4 and 5 (arXiv:1606.03657).

import {
  add,
  argMax,
  cast,
  equal,
  exp,
  mean,
  mul,
  slice,
  softplus,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { LatentControl } from '../../schema/latents';
import { crossEntropy } from '../cross-entropy';
import { type CodePart, codeParts } from '../latent/code-controls';

/** Whether Q says how sure it is of a continuous code, or is always as sure as σ = 1. */
export const SIGMAS = ['fixed', 'learned'] as const;
export type Sigma = (typeof SIGMAS)[number];

/** Bounds of log σ. */
export const LOG_SIGMA = { min: -5, max: 2 } as const;

const HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

/** Where what Q says about a part of the latent stands in the row that Q gives. */
export interface ReadPart {
  readonly part: CodePart;
  /** First column: K logits of a category, or the means of continuous codes and after them, where learned, their raw log σ. */
  readonly column: number;
}

/** Columns that Q needs for a part. */
const widthFor = ({ control, width }: CodePart, sigma: Sigma): number =>
  control.kind === 'code' && sigma === 'learned' ? 2 * width : width;

/** Columns that Q needs for all codes of a latent. */
export const readWidth = (controls: readonly LatentControl[], sigma: Sigma): number =>
  codeParts(controls).reduce((width, part) => width + widthFor(part, sigma), 0);

/** @param from the first column of Q in its network's output */
export function readParts(
  controls: readonly LatentControl[],
  sigma: Sigma,
  from: number,
): readonly ReadPart[] {
  let column = from;
  return codeParts(controls).map((part) => {
    const read = { part, column };
    column += widthFor(part, sigma);
    return read;
  });
}

const columns = (rows: Tensor, from: number, width: number): Tensor2D =>
  slice(rows, [0, from], [rows.shape[0] ?? 0, width]) as Tensor2D;

/**
 * log σ of what Q puts out, held within LOG_SIGMA. By soft bounds, since a hard one has no gradient beyond it: a Q that was too sure
 * could never take it back. Source of the form: Chua et al. 2018, appendix A.1 (arXiv:1805.12114).
 */
function boundedLogSigma(raw: Tensor): Tensor {
  const fromBelow = add(softplus(sub(raw, LOG_SIGMA.min)), LOG_SIGMA.min);
  return sub(LOG_SIGMA.max, softplus(sub(LOG_SIGMA.max, fromBelow)));
}

/** Q's normal law of continuous codes, [N, codes] each; log σ is null where σ is 1. */
export interface NormalReading {
  readonly mean: Tensor2D;
  readonly logSigma: Tensor | null;
}

export function normalReading(
  output: Tensor,
  { part, column }: ReadPart,
  sigma: Sigma,
): NormalReading {
  const { width } = part;
  return {
    mean: columns(output, column, width),
    logSigma: sigma === 'learned' ? boundedLogSigma(columns(output, column + width, width)) : null,
  };
}

/** Logits of a category, [N, K]. */
export const categoryLogits = (output: Tensor, { part, column }: ReadPart): Tensor2D =>
  columns(output, column, part.width);

/**
 * Mean over the batch of −Σ_j log N(c_j; μ_j, σ_j²), a scalar.
 * @param codes [N, codes]
 */
export function normalLoss(codes: Tensor, { mean: mu, logSigma }: NormalReading): Tensor {
  const squares = square(sub(codes, mu));
  const width = codes.shape[1] ?? 0;
  const perCode =
    logSigma === null
      ? mul(squares, 0.5)
      : add(logSigma, mul(mul(squares, 0.5), exp(mul(logSigma, -2))));
  return add(mean(sum(perCode, 1)), width * HALF_LOG_2_PI);
}

/** H(c) of a part in nats: log K of a category, log(high − low) for each continuous code. */
export function entropyOf({ control, width }: CodePart): number {
  switch (control.kind) {
    case 'category':
      return Math.log(width);
    case 'code':
      return width * Math.log(control.high - control.low);
  }
}

/** The highest bound that any sample allows: all of H(c) for categories; with σ = 1 less, with a learned σ there is none. */
export function highestBound(parts: readonly CodePart[], sigma: Sigma): number | null {
  if (sigma === 'learned' && parts.some(({ control }) => control.kind === 'code')) return null;
  return parts.reduce(
    (sum, part) =>
      sum + entropyOf(part) - (part.control.kind === 'code' ? part.width * HALF_LOG_2_PI : 0),
    0,
  );
}

/** What Q's reading of a batch of samples costs and comes to; scalars. Absent for kinds of codes that the latent lacks. */
export interface Information {
  readonly categories?: {
    /** −Σ E[log Q(c|x)] over categorical codes. */
    readonly loss: Tensor;
    /** L_I = Σ H(c) − loss, at most Σ log K. */
    readonly bound: Tensor;
    /** Share of the categories that Q reads right. */
    readonly accuracy: Tensor;
  };
  readonly codes?: {
    readonly loss: Tensor;
    readonly bound: Tensor;
    /** Root mean square of c − μ. */
    readonly error: Tensor;
    /** Mean σ; null where it is fixed. */
    readonly sigma: Tensor | null;
  };
}

/**
 * @param output Q's row for each sample, as `parts` says
 * @param latent the rows that the samples were made from, [N, row width]
 */
export function informationOf(
  output: Tensor,
  latent: Tensor2D,
  parts: readonly ReadPart[],
  sigma: Sigma,
): Information {
  const drawn = ({ part }: ReadPart): Tensor2D => columns(latent, part.offset, part.width);
  const total = (scalars: readonly Tensor[]): Tensor => scalars.reduce((a, b) => add(a, b));
  const boundOf = (loss: Tensor, of: readonly ReadPart[]): Tensor =>
    sub(
      of.reduce((entropy, { part }) => entropy + entropyOf(part), 0),
      loss,
    );
  const categorical = parts.filter(({ part }) => part.control.kind === 'category');
  const continuous = parts.find(({ part }) => part.control.kind === 'code');
  const lossOfCategories = () =>
    total(categorical.map((read) => crossEntropy(categoryLogits(output, read), drawn(read))));
  const accuracies = () =>
    categorical.map((read) =>
      mean(cast(equal(argMax(categoryLogits(output, read), 1), argMax(drawn(read), 1)), 'float32')),
    );
  const categories = (): NonNullable<Information['categories']> => {
    const loss = lossOfCategories();
    return {
      loss,
      bound: boundOf(loss, categorical),
      accuracy: mul(total(accuracies()), 1 / categorical.length),
    };
  };
  const codes = (read: ReadPart): NonNullable<Information['codes']> => {
    const reading = normalReading(output, read, sigma);
    const loss = normalLoss(drawn(read), reading);
    return {
      loss,
      bound: boundOf(loss, [read]),
      error: sqrt(mean(square(sub(drawn(read), reading.mean)))),
      sigma: reading.logSigma === null ? null : mean(exp(reading.logSigma)),
    };
  };
  return {
    ...(categorical.length > 0 ? { categories: categories() } : {}),
    ...(continuous === undefined ? {} : { codes: codes(continuous) }),
  };
}
