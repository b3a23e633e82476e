// What a run with an encoder plots beside the rest: E's share of the game, and how much of a sample or a latent comes back.

import type { SeriesSpec } from '../../schema/series';
import type { EncoderGameParams } from './encoder-rules';
import { twoPlayerSeries } from './two-player-series';

const UNRELATED = { value: 1, label: 'unrelated' } as const;

const CYCLES: readonly SeriesSpec[] = [
  {
    id: 'cycleX',
    label: 'x → z → x',
    chart: 'other',
    role: 'encoder',
    unit: '',
    meaning:
      'Distance between real data and what G makes of their E(x), over that to what it makes of another’s; below 1 something of x comes back.',
    reference: UNRELATED,
  },
  {
    id: 'cycleZ',
    label: 'z → x → z',
    chart: 'other',
    role: 'g',
    unit: '',
    meaning:
      'Distance between z and what E finds in G(z), over that to what it finds in another sample; below 1 something of z comes back.',
    reference: UNRELATED,
  },
];

const lossOfE = (pairs: boolean): SeriesSpec => ({
  id: 'lossE',
  label: 'Loss of E',
  chart: 'loss',
  role: 'encoder',
  unit: '',
  meaning: pairs
    ? 'E’s part of the loss of G: how well D tells its pairs of real samples from those of G.'
    : 'How far E is from the z of each generated sample.',
});

type Settings = Pick<EncoderGameParams, 'loss' | 'inference'>;

/** The series of a run with these settings. */
export function encoderSeries({ loss, inference }: Settings): readonly SeriesSpec[] {
  const pairs = inference === 'bigan';
  const own = twoPlayerSeries({ loss }).map((series): SeriesSpec => {
    switch (series.id) {
      case 'lossG':
        return {
          ...series,
          label: 'Loss of G and E',
          meaning: pairs
            ? 'What G and E minimise together: each pays for the pairs in which D recognises its side.'
            : 'What G and E minimise: G’s part of fooling D, and the error of E.',
        };
      case 'gradNormG':
        return {
          ...series,
          label: 'Gradient of G and E',
          meaning: 'Length of the gradient over the weights of both; near 0 they learn nothing.',
        };
      default:
        return series;
    }
  });
  return [...own, lossOfE(pairs), ...CYCLES];
}
