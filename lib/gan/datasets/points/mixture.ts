// Gaussian mixtures with unequal shares, in one and in two dimensions: rare modes are the first that a collapsing
// generator forgets. Ring and grid are the regular relatives.

import { integer, number } from '../../../schema/params';
import { gaussianMixture, geometricWeights } from './gaussian-mixture';
import { PLOT_EXTENT } from './plot-extent';
import { definePoints } from './point-distribution';

/** Modes of the 1-D mixture spread over [-SPREAD, SPREAD]; the 2-D ones over a disc of that radius. */
const SPREAD = 2;

/** Successive turns of a sunflower: near-even spacing on a disc for any number of modes. Source: Vogel 1979. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

const shareRatio = number({
  label: 'Share of the next mode',
  help: 'Each mode has this share of the one before it: 1 makes all equally frequent, less makes some rare.',
  group: 'data',
  live: false,
  default: 0.8,
  min: 0.3,
  max: 1,
});

export const mixture1d = definePoints({
  id: 'mixture-1d',
  dim: 1,
  label: 'Mixture (1-D)',
  help: 'Several bells on a line: does the generator find all of them, or only one?',
  params: {
    modes: integer({
      label: 'Modes',
      help: 'The number of bells.',
      group: 'data',
      default: 3,
      min: 2,
      max: 8,
    }),
    sigma: number({
      label: 'Standard deviation σ',
      help: 'How wide each bell is.',
      group: 'data',
      live: false,
      default: 0.2,
      min: 0.02,
      max: 0.6,
      scale: 'log',
    }),
    shareRatio,
  },
  create({ modes, sigma, shareRatio: ratio }) {
    const weights = geometricWeights(modes, ratio);
    const step = (2 * SPREAD) / (modes - 1);
    return gaussianMixture(
      1,
      weights.map((weight, k) => ({ center: [-SPREAD + k * step], sigma, weight })),
      PLOT_EXTENT,
    );
  },
});

export const mixture = definePoints({
  id: 'mixture',
  dim: 2,
  label: 'Mixture',
  help: 'Several clouds, some rarer than others: watch which ones the generator finds first and which it drops.',
  params: {
    modes: integer({
      label: 'Modes',
      help: 'The number of clouds.',
      group: 'data',
      default: 5,
      min: 2,
      max: 16,
    }),
    sigma: number({
      label: 'Standard deviation σ',
      help: 'The size of each cloud.',
      group: 'data',
      live: false,
      default: 0.2,
      min: 0.02,
      max: 0.6,
      scale: 'log',
    }),
    shareRatio,
  },
  create({ modes, sigma, shareRatio: ratio }) {
    const weights = geometricWeights(modes, ratio);
    return gaussianMixture(
      2,
      weights.map((weight, k) => {
        const radius = SPREAD * Math.sqrt((k + 0.5) / (modes - 0.5));
        const angle = k * GOLDEN_ANGLE;
        return { center: [radius * Math.cos(angle), radius * Math.sin(angle)], sigma, weight };
      }),
      PLOT_EXTENT,
    );
  },
});
