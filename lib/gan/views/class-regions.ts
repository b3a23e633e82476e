// Where a classifier of points draws its borders, with the few labelled points that it was told about, other points of the data
// and generated ones. The same picture for D and for a baseline, to be seen side by side.

import {
  argMax,
  cast,
  mul,
  reshape,
  slice,
  softmax,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { choice, integer, type ParamRecord } from '../../schema/params';
import type { FieldView } from '../../schema/views';
import type { LabelledSamples } from '../datasets/labelled-samples';
import type { TwoPlayerGame } from '../training/two-player';
import { gridPoints, pointSource, read } from './point-samples';
import { generateOptions } from './samples';
import type { ViewDefinition } from './view-definition';

const REGIONS = 'regions';
/** Labelled points at most; all of endless ones would cover the picture. */
const MOST_LABELLED = 100;

const POINTS = integer({
  label: 'Points',
  help: 'How many unlabelled and how many generated points to draw.',
  group: 'model',
  live: true,
  default: 300,
  min: 10,
  max: 4000,
  scale: 'log',
});

const RESOLUTION = integer({
  label: 'Resolution',
  help: 'Cells of the plane per side.',
  group: 'discriminator',
  live: true,
  default: 60,
  min: 8,
  max: 128,
});

const shownArg = (names: readonly string[]) =>
  choice({
    label: 'Shown',
    help: 'One shade per class, each place in that of its likeliest; or how likely one class is.',
    group: 'discriminator',
    options: [
      { id: REGIONS, label: 'Regions of all classes' },
      ...names.map((name, index) => ({ id: String(index), label: name })),
    ],
    default: names.length === 2 ? '1' : REGIONS,
  });

export interface ClassifierView {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly names: readonly string[];
  /** Points [N, 2] to the logits of the classes, [N, K]. */
  readonly logits: (x: Tensor) => Tensor;
  readonly labelled: () => LabelledSamples;
}

/** [N] in [0, 1]: the probability of one class, or the likeliest class as its share of the way to the last. */
function shades(logits: Tensor, args: ParamRecord, classes: number): Tensor {
  const [count = 0] = logits.shape;
  if (args.shown !== REGIONS) {
    return reshape(slice(softmax(logits), [0, Number(args.shown)], [count, 1]), [count]);
  }
  return mul(cast(argMax(logits, 1), 'float32'), 1 / (classes - 1));
}

export const classRegions = ({
  id,
  label,
  help,
  names,
  logits,
  labelled,
}: ClassifierView): ViewDefinition<TwoPlayerGame> => ({
  spec: {
    id,
    kind: 'field',
    label,
    help,
    placement: 'stage',
    args: { shown: shownArg(names), points: POINTS, resolution: RESOLUTION },
  },
  async draw(game, args, context): Promise<FieldView> {
    const { extent } = pointSource(context);
    const resolution = Number(args.resolution);
    const count = Number(args.points);
    const drawn = tidy(() => ({
      values: shades(logits(gridPoints(extent, resolution)), args, names.length),
      real: context.fixedReals(count),
      fake: game.generate(context.fixedLatents(count), generateOptions(args)),
    }));
    return {
      kind: 'field',
      extent,
      resolution,
      values: await read(drawn.values),
      valueLabel: args.shown === REGIONS ? 'class, first to last' : 'p(class)',
      arrows: new Float32Array(0),
      clouds: [
        { role: 'real', label: 'unlabelled', xy: await read(drawn.real) },
        { role: 'fake', label: 'generated', xy: await read(drawn.fake) },
        {
          role: 'encoder',
          label: 'labelled',
          xy: labelled().examples(MOST_LABELLED).values,
        },
      ],
    };
  },
});
