// What every two-player run plots.

import type { SeriesSpec } from '../../schema/series';
import { LOSSES } from '../losses';
import type { TwoPlayerParams } from './two-player-params';

/** The series of a run with these settings; the reference line of D's loss follows the loss chosen at the start. */
export function twoPlayerSeries(params: Pick<TwoPlayerParams, 'loss'>): readonly SeriesSpec[] {
  const { dAtEquilibrium } = LOSSES[params.loss];
  return [
    {
      id: 'lossD',
      label: 'Loss of D',
      chart: 'loss',
      role: 'd',
      unit: '',
      meaning: 'What D minimises; near the line it cannot tell real from fake.',
      reference: { value: dAtEquilibrium, label: 'D cannot tell' },
    },
    {
      id: 'lossG',
      label: 'Loss of G',
      chart: 'loss',
      role: 'g',
      unit: '',
      meaning: 'What G minimises; it says how well G fools this D, not how good the samples are.',
    },
    {
      id: 'dReal',
      label: 'D(real)',
      chart: 'probability',
      role: 'real',
      unit: '',
      meaning: 'Mean probability that D gives real samples of being real.',
      reference: { value: 0.5, label: 'coin flip' },
    },
    {
      id: 'dFake',
      label: 'D(fake)',
      chart: 'probability',
      role: 'fake',
      unit: '',
      meaning: 'Mean probability that D gives generated samples of being real.',
    },
    {
      id: 'gradNormD',
      label: 'Gradient of D',
      chart: 'gradient',
      role: 'd',
      unit: '',
      meaning: 'Length of the gradient of D’s loss over all of its weights.',
    },
    {
      id: 'gradNormG',
      label: 'Gradient of G',
      chart: 'gradient',
      role: 'g',
      unit: '',
      meaning: 'Length of the gradient of G’s loss; near 0 it learns nothing.',
    },
    {
      id: 'penalty',
      label: 'Penalty',
      chart: 'other',
      role: 'd',
      unit: '',
      meaning: 'The part of D’s loss that comes from gradient penalties.',
    },
  ];
}
