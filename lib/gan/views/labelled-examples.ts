// Which samples a semi-supervised run may read the labels of: the images, class by class.

import type { ImagesView } from '../../schema/views';
import type { LabelledSamples } from '../datasets/labelled-samples';
import { imagesView } from './samples';
import type { ViewDefinition } from './view-definition';

/** Of ten classes, ten each. */
const MOST = 100;

/** @param labelled what the model of the view trains on */
export const labelledImages = (labelled: () => LabelledSamples): ViewDefinition<unknown> => ({
  spec: {
    id: 'labelledImages',
    kind: 'images',
    label: 'Labelled images',
    help: 'All that the run is told about classes: these images with their labels, at most 100 of them shown. Every other image is seen without.',
    placement: 'explore',
    args: {},
  },
  async draw(_game, _args, { source }): Promise<ImagesView> {
    if (source.kind !== 'images') throw new Error('labelled points are shown among the others');
    const { size, channels, classes } = source;
    const { values, labels } = labelled().examples(MOST);
    return {
      ...imagesView(values, [labels.length, size, size, channels]),
      captions: Array.from(labels, (label) => classes[label] ?? ''),
    };
  },
});
