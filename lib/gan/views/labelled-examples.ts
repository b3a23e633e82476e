// Which samples a semi-supervised run may read the labels of: the images, class by class; and others with their numbers, to pick
// from for the next run.

import { integer } from '../../schema/params';
import type { ImagesView } from '../../schema/views';
import { imageRows } from '../datasets/batches';
import { splitRows } from '../datasets/held-out';
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

const PER_PAGE = 100;

/** Training images with their numbers, to pick into a setting. @param picksFor its key */
export const numberedImages = (picksFor: string): ViewDefinition<unknown> => ({
  spec: {
    id: 'numberedImages',
    kind: 'images',
    label: 'Images to pick from',
    help: 'Training images with their numbers: pick those whose labels the next run is told, some of every class.',
    placement: 'explore',
    picksFor,
    args: {
      page: integer({
        label: 'Page',
        help: 'Each has 100 images; past the last one, the last is shown.',
        group: 'data',
        live: true,
        default: 1,
        min: 1,
        max: 100_000,
      }),
    },
  },
  async draw(_game, args, { source }): Promise<ImagesView> {
    if (source.kind !== 'images') throw new Error('points have no numbers');
    const { training } = splitRows(source);
    const page = Math.min(Number(args.page), Math.ceil(training.length / PER_PAGE));
    const rows = training.slice((page - 1) * PER_PAGE, page * PER_PAGE);
    const { values, shape } = imageRows(source, rows);
    return { ...imagesView(values, shape), captions: Array.from(rows, String) };
  },
});
