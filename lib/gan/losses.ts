// Adversarial losses as pure functions of logits a (never probabilities): what D and what G minimise. Means over the
// batch; scalars out. No network, no optimiser, no logging here.

import {
  add,
  mean,
  mul,
  neg,
  relu,
  softplus,
  square,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { LossEntry } from '../schema/catalog';

/** Live settings that some losses read. */
export interface LossSettings {
  /** Share of the minimax term in `blend`, in [0, 1]. */
  readonly blend: number;
  /** One-sided label smoothing: the target for real data is 1 − smoothing, in [0, 0.5). */
  readonly smoothing: number;
}

export interface Loss extends LossEntry {
  /** Scalar that D minimises, from logits [N, 1]. */
  d(logitsReal: Tensor, logitsFake: Tensor, settings: LossSettings): Tensor;
  /** The part of it that fakes make, for games with more than one kind of them. */
  dFake(logitsFake: Tensor): Tensor;
  /** Scalar that G minimises. */
  g(logitsFake: Tensor, settings: LossSettings): Tensor;
  /** The least that a D can reach that answers everything with one logit: what it pays when it cannot tell the two apart. */
  readonly dAtEquilibrium: number;
}

/**
 * Binary cross-entropy of D with target 1 − smoothing for real data: mean(sp(a) − t a) + mean(sp(a_fake)).
 * Source: Goodfellow et al. 2014, eq. 1 (arXiv:1406.2661); smoothing: Salimans et al. 2016, section 3.4 (arXiv:1606.03498).
 */
function crossEntropy(logitsReal: Tensor, logitsFake: Tensor, { smoothing }: LossSettings): Tensor {
  const real = sub(softplus(logitsReal), mul(logitsReal, 1 - smoothing));
  return add(mean(real), crossEntropyFake(logitsFake));
}

const crossEntropyFake = (logitsFake: Tensor): Tensor => mean(softplus(logitsFake));

const minimaxG = (logitsFake: Tensor): Tensor => neg(mean(softplus(logitsFake)));
const nonSaturatingG = (logitsFake: Tensor): Tensor => mean(softplus(neg(logitsFake)));

const LOG_4 = 2 * Math.LN2;

const TABLE = {
  nonSaturating: {
    id: 'nonSaturating',
    label: 'Non-saturating',
    help: 'G maximises log D(G(z)): it keeps a strong gradient while D still rejects its samples.',
    formula: 'D: mean sp(−a_real) + mean sp(a_fake);  G: mean sp(−a_fake)',
    source: 'Goodfellow et al. 2014, section 3 (arXiv:1406.2661)',
    d: crossEntropy,
    dFake: crossEntropyFake,
    g: nonSaturatingG,
    dAtEquilibrium: LOG_4,
  },
  minimax: {
    id: 'minimax',
    label: 'Minimax',
    help: 'The two-player game as stated: G minimises log(1 − D(G(z))), whose gradient vanishes while D wins.',
    formula: 'D: mean sp(−a_real) + mean sp(a_fake);  G: −mean sp(a_fake)',
    source: 'Goodfellow et al. 2014, eq. 1 (arXiv:1406.2661)',
    d: crossEntropy,
    dFake: crossEntropyFake,
    g: minimaxG,
    dAtEquilibrium: LOG_4,
  },
  blend: {
    id: 'blend',
    label: 'Blend of both',
    help: 'A weighted mean of the minimax and the non-saturating loss of G.',
    formula: 'D: as minimax;  G: blend · minimax + (1 − blend) · non-saturating',
    source: 'goodfeli/adversarial __init__.py, which blends the two objectives of G',
    d: crossEntropy,
    dFake: crossEntropyFake,
    g: (logitsFake, { blend }) =>
      add(mul(minimaxG(logitsFake), blend), mul(nonSaturatingG(logitsFake), 1 - blend)),
    dAtEquilibrium: LOG_4,
  },
  leastSquares: {
    id: 'leastSquares',
    label: 'Least squares',
    help: 'D regresses real to 1 and fake to 0, so that samples far on the right side still pull.',
    formula: 'D: ½ mean (a_real − 1)² + ½ mean a_fake²;  G: ½ mean (a_fake − 1)²',
    source: 'Mao et al. 2017, eq. 2 and 9 (arXiv:1611.04076)',
    d: (logitsReal, logitsFake, { smoothing }) =>
      mul(add(mean(square(sub(logitsReal, 1 - smoothing))), mean(square(logitsFake))), 0.5),
    dFake: (logitsFake) => mul(mean(square(logitsFake)), 0.5),
    g: (logitsFake) => mul(mean(square(sub(logitsFake, 1))), 0.5),
    dAtEquilibrium: 0.25,
  },
  hinge: {
    id: 'hinge',
    label: 'Hinge',
    help: 'D only pushes samples that are within the margin; G raises its logits.',
    formula: 'D: mean relu(1 − a_real) + mean relu(1 + a_fake);  G: −mean a_fake',
    source: 'Lim and Ye 2017, section 2 (arXiv:1705.02894)',
    d: (logitsReal, logitsFake) =>
      add(mean(relu(sub(1, logitsReal))), mean(relu(add(1, logitsFake)))),
    dFake: (logitsFake) => mean(relu(add(1, logitsFake))),
    g: (logitsFake) => neg(mean(logitsFake)),
    dAtEquilibrium: 2,
  },
  wasserstein: {
    id: 'wasserstein',
    label: 'Wasserstein',
    help: 'The critic estimates the earth mover distance; it needs a Lipschitz penalty, such as the gradient penalty.',
    formula: 'D: mean a_fake − mean a_real;  G: −mean a_fake',
    source: 'Arjovsky et al. 2017, eq. 2 (arXiv:1701.07875)',
    d: (logitsReal, logitsFake) => sub(mean(logitsFake), mean(logitsReal)),
    dFake: (logitsFake) => mean(logitsFake),
    g: (logitsFake) => neg(mean(logitsFake)),
    dAtEquilibrium: 0,
  },
} as const satisfies Readonly<Record<string, Loss>>;

export type LossId = keyof typeof TABLE;
/** Every loss, each callable with the whole signature. */
export const LOSSES: Readonly<Record<LossId, Loss>> = TABLE;
export const LOSS_IDS = Object.keys(LOSSES) as readonly LossId[];
