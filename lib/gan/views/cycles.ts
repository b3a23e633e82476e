// Both ways around, in numbers: what is lost from a sample by way of its latent, and from a latent by way of its sample; and
// whether E(x) looks like something that the prior drew. Source of the errors: README of jeffdonahue/bigan.

import { mean, square, stack, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { TableView } from '../../schema/views';
import { type CycleError, cycleError } from '../training/cycle-error';
import type { EncoderGame } from '../training/encoder-game';
import { read } from './point-samples';
import { generateOptions } from './samples';
import { THROUGH_E } from './through-encoder';
import type { ViewDefinition } from './view-definition';

const SAMPLES = 256;

/** Mean and variance over all samples and dimensions, [2]. */
const moments = (z: Tensor): Tensor => {
  const centre = mean(z);
  return stack([centre, mean(square(sub(z, centre)))]);
};

/** [3] */
const figuresOf = ({ error, shuffled, ratio }: CycleError): Tensor =>
  stack([error, shuffled, ratio]);

export const cycles: ViewDefinition<EncoderGame> = {
  spec: {
    id: 'cycles',
    kind: 'table',
    label: 'Both ways around',
    help: 'Mean distance between what went in and what came back, beside that to what came back of another; a ratio of 1 means that nothing of it survived the way. 256 of each.',
    placement: 'explore',
    args: THROUGH_E,
  },
  async draw(game, args, context): Promise<TableView> {
    const options = generateOptions(args);
    const figures = tidy(() => {
      const x = context.fixedReals(SAMPLES);
      const z = context.fixedLatents(SAMPLES);
      const ofX = game.encode(x, options);
      const fake = game.generate(z, options);
      const ofFake = game.encode(fake, options);
      return {
        real: figuresOf(cycleError(x, game.generate(ofX, options))),
        fake: figuresOf(cycleError(fake, game.generate(ofFake, options))),
        latent: figuresOf(cycleError(z, ofFake)),
      };
    });
    return {
      kind: 'table',
      columns: [
        { id: 'way', label: 'Way', numeric: false },
        { id: 'error', label: 'Error', numeric: true },
        { id: 'shuffled', label: 'Against another', numeric: true },
        { id: 'ratio', label: 'Ratio', numeric: true },
      ],
      rows: [
        ['x → E → G, real data', ...(await read(figures.real))],
        ['G(z) → E → G, generated', ...(await read(figures.fake))],
        ['z → G → E, latents', ...(await read(figures.latent))],
      ],
    };
  },
};

export const latentMoments: ViewDefinition<EncoderGame> = {
  spec: {
    id: 'latentMoments',
    kind: 'table',
    label: 'E(x) against the prior',
    help: 'Mean and variance over all dimensions of 256 encoded samples and of as many latents: where they differ, D can tell pairs apart by z alone.',
    placement: 'explore',
    args: THROUGH_E,
  },
  async draw(game, args, context): Promise<TableView> {
    const found = tidy(() => ({
      encoded: moments(game.encode(context.fixedReals(SAMPLES), generateOptions(args))),
      prior: moments(context.fixedLatents(SAMPLES)),
    }));
    return {
      kind: 'table',
      columns: [
        { id: 'of', label: 'Of', numeric: false },
        { id: 'mean', label: 'Mean', numeric: true },
        { id: 'variance', label: 'Variance', numeric: true },
      ],
      rows: [
        ['E(x)', ...(await read(found.encoded))],
        ['z of the prior', ...(await read(found.prior))],
      ],
    };
  },
};
