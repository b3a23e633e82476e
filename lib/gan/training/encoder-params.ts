// The settings of games with an encoder: how E comes to invert G, and the sabotage that shows what D is needed for.

import { choice, number, type ParamValues, toggle } from '../../schema/params';

export const ENCODER_PARAMS = {
  inference: choice({
    label: 'How E learns',
    help: 'BiGAN: D judges pairs of a sample and its latent, and E fools it with its own pairs. Latent regressor: D sees samples alone, and E learns to find the z that G made a sample of.',
    group: 'model',
    live: false,
    options: [
      { id: 'bigan', label: 'BiGAN' },
      { id: 'latentRegressor', label: 'Latent regressor' },
      { id: 'jointLatentRegressor', label: 'Joint latent regressor' },
    ],
    default: 'bigan',
  }),
  regressorWeight: number({
    label: 'Weight of the regressor in G',
    help: 'How much G pays for a z that E cannot find in its samples; 1 lets it hide z in them instead of making good ones.',
    group: 'loss',
    default: 0.25,
    min: 0,
    max: 2,
    visibleWhen: { inference: ['jointLatentRegressor'] },
  }),
  breakPairs: toggle({
    label: 'Break the pairs',
    help: 'Sabotage: D is shown each generated sample with the latent of another. Both still look right alone, so only E’s use of the pairing suffers.',
    group: 'discriminator',
    default: false,
    visibleWhen: { inference: ['bigan'] },
  }),
  rangeE: choice({
    label: 'Output of E',
    help: 'In the range that the prior draws from, or linear; D recognises an E(x) that no z could be.',
    group: 'generator',
    live: false,
    options: [
      { id: 'prior', label: 'Range of the prior' },
      { id: 'linear', label: 'Linear' },
    ],
    default: 'prior',
  }),
} as const;

export type EncoderParams = ParamValues<typeof ENCODER_PARAMS>;
