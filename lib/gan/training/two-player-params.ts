// The settings that every two-player architecture shares: losses, penalties, optimisers, the loop. An architecture spreads
// these specs and overrides defaults where its paper differs.

import { type GaussianLatent, PRIORS, type Prior } from '../../schema/latents';
import { choice, integer, number, type ParamValues, toggle } from '../../schema/params';
import { PRIOR_LABELS, PRIOR_RANGE } from '../latent/prior';
import { LOSS_IDS, LOSSES } from '../losses';

export const LATENT_PARAMS = {
  zDim: integer({
    label: 'z dimensions',
    help: 'How many random numbers G turns into one sample.',
    group: 'model',
    default: 100,
    min: 1,
    max: 512,
    scale: 'log',
  }),
  prior: choice({
    label: 'Prior of z',
    help: 'The law that z is drawn from.',
    group: 'model',
    live: false,
    options: PRIORS.map((id) => ({ id, label: PRIOR_LABELS[id] })),
    default: 'normal',
  }),
} as const;

export const LOSS_PARAMS = {
  loss: choice({
    label: 'Loss',
    help: 'What D and G minimise.',
    group: 'loss',
    options: LOSS_IDS.map((id) => ({ id, label: LOSSES[id].label })),
    default: 'nonSaturating',
  }),
  lossBlend: number({
    label: 'Share of minimax',
    help: '1 is the pure minimax loss of G, 0 the pure non-saturating one.',
    group: 'loss',
    default: 0.5,
    min: 0,
    max: 1,
    visibleWhen: { loss: ['blend'] },
  }),
  labelSmoothing: number({
    label: 'Label smoothing',
    help: 'D aims at 1 minus this for real data, so that it never grows overconfident.',
    group: 'loss',
    default: 0,
    min: 0,
    max: 0.3,
    visibleWhen: { loss: ['nonSaturating', 'minimax', 'blend', 'leastSquares'] },
  }),
  instanceNoise: number({
    label: 'Instance noise σ',
    help: 'Normal noise added to everything that D sees; it makes real and fake overlap.',
    group: 'loss',
    default: 0,
    min: 0,
    max: 1,
  }),
  r1Gamma: number({
    label: 'R1 γ',
    help: 'Weight of the R1 penalty on the slope of D at real data; 0 is off.',
    group: 'loss',
    default: 0,
    min: 0,
    max: 100,
  }),
  gpLambda: number({
    label: 'Gradient penalty λ',
    help: 'Weight of the penalty that pulls the slope of D towards 1; 0 is off.',
    group: 'loss',
    default: 0,
    min: 0,
    max: 100,
  }),
} as const;

export const TRAINING_PARAMS = {
  batchSize: integer({
    label: 'Batch size',
    help: 'Real samples, and as many fakes, per update of D.',
    group: 'training',
    default: 64,
    min: 2,
    max: 1024,
    scale: 'log',
  }),
  optimizer: choice({
    label: 'Optimiser',
    help: 'Adam adapts the step of each weight; SGD with momentum is what the 2014 paper used.',
    group: 'training',
    live: false,
    options: [
      { id: 'adam', label: 'Adam' },
      { id: 'sgd', label: 'SGD with momentum' },
    ],
    default: 'adam',
  }),
  lrG: number({
    label: 'Learning rate of G',
    help: 'How far G moves at each update.',
    group: 'training',
    default: 2e-4,
    min: 1e-6,
    max: 1,
    scale: 'log',
  }),
  lrD: number({
    label: 'Learning rate of D',
    help: 'How far D moves at each update.',
    group: 'training',
    default: 2e-4,
    min: 1e-6,
    max: 1,
    scale: 'log',
  }),
  beta1: number({
    label: 'Adam β₁',
    help: 'Memory of the gradient; high values make the two players oscillate.',
    group: 'training',
    default: 0.5,
    min: 0,
    max: 0.99,
    visibleWhen: { optimizer: ['adam'] },
  }),
  beta2: number({
    label: 'Adam β₂',
    help: 'Memory of the size of the gradient.',
    group: 'training',
    default: 0.999,
    min: 0.5,
    max: 0.9999,
    visibleWhen: { optimizer: ['adam'] },
  }),
  momentum: number({
    label: 'Momentum at the start',
    help: 'Share of the last update that the next one keeps.',
    group: 'training',
    default: 0.5,
    min: 0,
    max: 0.99,
    visibleWhen: { optimizer: ['sgd'] },
  }),
  momentumFinal: number({
    label: 'Momentum at epoch 250',
    help: 'Momentum rises in a straight line from the start value to this one.',
    group: 'training',
    default: 0.7,
    min: 0,
    max: 0.99,
    visibleWhen: { optimizer: ['sgd'] },
  }),
  lrDecay: number({
    label: 'Learning-rate decay',
    help: 'The learning rate is divided by this after each batch.',
    group: 'training',
    default: 1.000004,
    min: 1,
    max: 1.01,
    visibleWhen: { optimizer: ['sgd'] },
  }),
  nCritic: integer({
    label: 'D updates per step (k)',
    help: 'How often D is trained before G moves.',
    group: 'training',
    live: true,
    default: 1,
    min: 1,
    max: 10,
  }),
  gSteps: integer({
    label: 'G updates per step',
    help: 'How often G is trained after D has moved.',
    group: 'training',
    live: true,
    default: 1,
    min: 1,
    max: 10,
  }),
  updateOrder: choice({
    label: 'Order of updates',
    help: 'Alternating: G answers the new D. Simultaneous: both move from the same point, on the same fakes.',
    group: 'training',
    options: [
      { id: 'alternating', label: 'Alternating' },
      { id: 'simultaneous', label: 'Simultaneous' },
    ],
    default: 'alternating',
  }),
  trainD: toggle({
    label: 'Train D',
    help: 'Off freezes D, so that you can watch G exploit it.',
    group: 'training',
    default: true,
  }),
  trainG: toggle({
    label: 'Train G',
    help: 'Off freezes G, so that D approaches its optimum.',
    group: 'training',
    default: true,
  }),
  gEma: toggle({
    label: 'Average G (EMA)',
    help: 'Keeps a moving average of the weights of G; its samples are steadier.',
    group: 'training',
    default: false,
  }),
  emaDecay: number({
    label: 'EMA decay',
    help: 'Share of the average that survives each step.',
    group: 'training',
    default: 0.99,
    min: 0.5,
    max: 0.9999,
    visibleWhen: { gEma: [true] },
  }),
} as const;

export const TWO_PLAYER_PARAMS = { ...LATENT_PARAMS, ...LOSS_PARAMS, ...TRAINING_PARAMS } as const;
export type TwoPlayerParams = ParamValues<typeof TWO_PLAYER_PARAMS>;

/** The control of z alone, as these settings describe it. */
export const zControl = ({
  zDim,
  prior,
}: {
  readonly zDim: number;
  readonly prior: Prior;
}): GaussianLatent => ({ kind: 'gaussian', id: 'z', dim: zDim, prior, range: PRIOR_RANGE[prior] });

/** The latent of a game that has nothing but z. */
export const zAlone = (params: Parameters<typeof zControl>[0]): readonly [GaussianLatent] => [
  zControl(params),
];
