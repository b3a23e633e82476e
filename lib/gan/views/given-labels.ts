// Training images with the labels that a run with noisy labels is given, wrong ones beside what they should be.

import { integer } from '../../schema/params';
import type { ImagesView } from '../../schema/views';
import { imageRows } from '../datasets/batches';
import { dataTransition, type LabelNoiseParams } from '../training/label-noise-params';
import { noisyLabels } from '../training/noisy-labels';
import type { TwoPlayerGame } from '../training/two-player';
import { imagesView } from './samples';
import type { ViewDefinition } from './view-definition';

/** @param own the own number of each image, which decides its label */
export const givenLabels = <P extends LabelNoiseParams>(
  own: () => Float64Array,
): ViewDefinition<TwoPlayerGame, P> => ({
  spec: {
    id: 'givenLabels',
    kind: 'images',
    label: 'Labels given',
    help: 'Training images with the label that the run is given; after a wrong one, in brackets, the right one, which the run never sees.',
    placement: 'explore',
    args: {
      count: integer({
        label: 'Images',
        help: 'How many real images to show.',
        group: 'model',
        live: true,
        default: 36,
        min: 1,
        max: 144,
      }),
    },
  },
  async draw(_game, args, { source, params, viewStream }): Promise<ImagesView> {
    if (source.kind !== 'images') throw new Error('points have no captions');
    const random = viewStream();
    const rows = Int32Array.from({ length: Number(args.count) }, () =>
      random.integer(source.count),
    );
    const { values, shape, labels } = imageRows(source, rows);
    if (labels === null) throw new Error('these images have no labels');
    const transition = dataTransition(params, source.classes.length);
    const given = noisyLabels(labels, rows, transition, own(), random);
    const name = (label: number) => source.classes[label] ?? '';
    return {
      ...imagesView(values, shape),
      captions: Array.from(given, (label, i) => {
        const right = labels[i] ?? 0;
        return label === right ? name(label) : `${name(label)} (${name(right)})`;
      }),
    };
  },
});
