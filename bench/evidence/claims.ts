// Every claim that is held against experiments. A new one is a file in claims/ and a line here.

import type { Claim } from './claim';
import { ACGAN_CLASSES } from './claims/acgan-classes';
import { ACGAN_DIVERSITY } from './claims/acgan-diversity';
import { BIGAN_INVERSION } from './claims/bigan-inversion';
import { CGAN_CLASSES } from './claims/cgan-classes';
import { DCGAN_AGAINST_MLP } from './claims/dcgan-against-mlp';
import { DCGAN_BATCH_NORM } from './claims/dcgan-batch-norm';
import { GAN_RING_COVERAGE } from './claims/gan-ring-coverage';
import { GAN_VANISHING_GRADIENT } from './claims/gan-vanishing-gradient';
import { INFOGAN_CATEGORIES } from './claims/infogan-categories';
import { INFOGAN_FACTORS } from './claims/infogan-factors';
import { RGAN_LABEL_NOISE } from './claims/rgan-label-noise';
import { SGAN_LABELS } from './claims/sgan-labels';

export const CLAIMS: readonly Claim[] = [
  GAN_RING_COVERAGE,
  GAN_VANISHING_GRADIENT,
  ...DCGAN_AGAINST_MLP,
  DCGAN_BATCH_NORM,
  ...ACGAN_CLASSES,
  ...ACGAN_DIVERSITY,
  ...CGAN_CLASSES,
  ...BIGAN_INVERSION,
  ...INFOGAN_CATEGORIES,
  INFOGAN_FACTORS,
  ...RGAN_LABEL_NOISE,
  ...SGAN_LABELS,
];
