// The semi-supervised GAN: D is a classifier that also finds fakes out, so that samples without labels teach it as well. A baseline
// with D's layers and first weights learns from the labelled samples alone, to show what the others are worth.
// Sources: Odena 2016 (arXiv:1606.01583); Salimans et al. 2016 (arXiv:1606.03498) for the head without a fake class, feature
// matching and the split into few labelled and many other samples.

import type { Tensor } from '@tensorflow/tfjs-core';
import type { DataInfo } from '../../schema/data';
import { numbers, type ParamValues } from '../../schema/params';
import type { ViewSpec } from '../../schema/views';
import { type CreateContext, defineArchitecture, type Network } from '../architecture';
import { classNames } from '../datasets/classes';
import { type HeldOut, heldOutOf, trainingRows } from '../datasets/held-out';
import { type LabelledSamples, labelledSamples } from '../datasets/labelled-samples';
import { samplingMode } from '../layers/layer';
import { type LayerSpec, sequential } from '../layers/sequential';
import { RandomStream } from '../rng';
import { classLogits, headWidth } from '../training/semi-supervised-heads';
import {
  baselineCompanion,
  SEMI_SUPERVISED_PARAMS,
  SEMI_SUPERVISED_SERIES,
  semiSupervisedRules,
} from '../training/semi-supervised-rules';
import { type TwoPlayerGame, twoPlayerModel } from '../training/two-player';
import { TWO_PLAYER_PARAMS, type TwoPlayerParams, zAlone } from '../training/two-player-params';
import { twoPlayerSeries } from '../training/two-player-series';
import { classReading } from '../views/class-reading';
import { classRegions } from '../views/class-regions';
import { featureMaps } from '../views/feature-maps';
import { heldOutConfusion } from '../views/held-out-confusion';
import { labelledImages, numberedImages } from '../views/labelled-examples';
import { layerStatistics } from '../views/layer-statistics';
import { lossGradient } from '../views/loss-gradient';
import { nearestNeighbours } from '../views/nearest-neighbours';
import { reals, samples } from '../views/samples';
import { theatre, theatre1d } from '../views/theatre';
import type { ViewDefinition } from '../views/view-definition';
import {
  BASE_PARAMS,
  BASE_PRESETS,
  BRISK_POINTS,
  baseInitializer,
  generatorLayers,
  sampleShape,
  trunkLayers,
  whyNotBase,
} from './base-networks';
import { SIZE } from './size-param';

const PARAMS = {
  size: SIZE,
  ...TWO_PLAYER_PARAMS,
  ...BASE_PARAMS,
  dropoutD: {
    ...BASE_PARAMS.dropoutD,
    help: 'Share of the units of D and of the baseline switched off at random; without it they soon know a few labelled samples by heart.',
    default: 0.3,
  },
  ...SEMI_SUPERVISED_PARAMS,
  picked: numbers({
    label: 'Picked images',
    help: 'The numbers of the training images that are labelled; empty to draw so many per class.',
    group: 'data',
    dataKind: 'images',
    integer: true,
    min: 0,
    max: 9_999_999,
    maxLength: 1000,
  }),
} as const;

type Params = ParamValues<typeof PARAMS>;

/** D's layers, and those of the baseline: the same but for what only D needs. */
const layersOf = (data: DataInfo, params: Params, matched: boolean): readonly LayerSpec[] => {
  const head: LayerSpec = {
    kind: 'dense',
    units: headWidth(params.head, classNames(data).length),
    bias: true,
  };
  // Feature matching looks at what the head sees, which is therefore put out beside it.
  return [
    ...trunkLayers(data, params),
    matched ? { kind: 'branches', branches: [[head], []] } : head,
  ];
};

function network(
  name: string,
  inputShape: readonly number[],
  layers: readonly LayerSpec[],
  data: DataInfo,
  { random, purpose }: Pick<CreateContext, 'random' | 'purpose'>,
): Network {
  return sequential({
    name,
    inputShape,
    layers,
    initializer: baseInitializer(data),
    random,
    purpose,
  });
}

/** What views draw of a model. */
interface Parts {
  readonly d: Network;
  readonly baseline: Network;
  readonly labelled: LabelledSamples;
  readonly heldOut: HeldOut;
}

/** @param parts called when a view is drawn; the list of views is needed before there is a model */
function viewsOf(
  data: DataInfo,
  parts: () => Parts,
): readonly ViewDefinition<TwoPlayerGame, TwoPlayerParams>[] {
  const names = classNames(data);
  const labelled = () => parts().labelled;
  const logits = (which: 'd' | 'baseline') => (x: Tensor) =>
    classLogits(parts()[which].forward(x, samplingMode('batch')), names.length);
  const shared = { names, sampleShape: sampleShape(data), heldOut: () => parts().heldOut };
  const confusions = [
    heldOutConfusion({
      ...shared,
      id: 'confusionD',
      label: 'Classes found by D',
      help: 'Shares of each class of the held-out samples that D takes for which; the accuracy is exact.',
      logits: logits('d'),
    }),
    heldOutConfusion({
      ...shared,
      id: 'confusionBaseline',
      label: 'Classes found by the baseline',
      help: 'The same of the classifier that saw the labelled samples alone.',
      logits: logits('baseline'),
    }),
  ];
  if (data.kind === 'images') {
    return [
      samples,
      labelledImages(labelled),
      ...confusions,
      classReading(
        names,
        [
          { name: 'D', logits: logits('d') },
          { name: 'Baseline', logits: logits('baseline') },
        ],
        'The probability that D and the baseline give each class for a picture, and D’s verdict whether it is real.',
      ),
      numberedImages('picked' satisfies keyof typeof PARAMS),
      reals,
      nearestNeighbours,
      featureMaps,
      lossGradient,
      layerStatistics,
    ];
  }
  if (data.dim === 1) return [theatre1d, ...confusions, lossGradient, layerStatistics];
  return [
    classRegions({
      id: 'regionsD',
      label: 'Classes by D',
      help: 'How D divides the plane into classes, with the few points whose labels it was told.',
      names,
      logits: logits('d'),
      labelled,
    }),
    classRegions({
      id: 'regionsBaseline',
      label: 'Classes by the baseline',
      help: 'How a classifier divides the plane that saw the labelled points alone.',
      names,
      logits: logits('baseline'),
      labelled,
    }),
    theatre,
    ...confusions,
    lossGradient,
    layerStatistics,
  ];
}

const specsOf = (data: DataInfo): readonly ViewSpec[] =>
  viewsOf(data, () => {
    throw new Error('there is no model yet');
  }).map(({ spec }) => spec);

/** Of a classifier with a part "real", what D pays where it cannot tell is no fixed number. */
const seriesOf = (params: Params) => [
  ...twoPlayerSeries(params).map(({ reference, ...spec }) =>
    spec.id === 'lossD' || reference === undefined ? spec : { ...spec, reference },
  ),
  ...SEMI_SUPERVISED_SERIES,
];

function create(data: DataInfo, params: Params, context: CreateContext) {
  const names = classNames(data);
  const shape = sampleShape(data);
  const { random, purpose, seed, source } = context;
  const g = network('G', [params.zDim], generatorLayers(data, params), data, context);
  const start = random.state;
  const d = network(
    'D',
    shape,
    layersOf(data, params, params.aimOfG === 'features'),
    data,
    context,
  );
  // From where D began, so that it draws the same first weights.
  const again = new RandomStream(start);
  const baseline = network('baseline', shape, layersOf(data, params, false), data, {
    random: again,
    purpose,
  });
  const parts: Parts = {
    d,
    baseline,
    labelled: labelledSamples(source, {
      perClass: params.labelsPerClass === 'all' ? 'all' : Number(params.labelsPerClass),
      classes: names.length,
      seed,
      draw: params.labelDraw,
      picked: params.picked,
    }),
    heldOut: heldOutOf(source),
  };
  const game = { ...parts, classes: names.length, sampleShape: shape };
  return twoPlayerModel({
    g,
    d,
    rules: semiSupervisedRules(game),
    companions: { baseline: baselineCompanion(game) },
    optimizer: params.optimizer,
    views: viewsOf(data, () => parts),
  });
}

const { points, images } = BASE_PRESETS;
/** What improved-gan sets for MNIST, as far as Odena leaves it open. */
const PAPER = { head: 'classFake', weightUnlabelled: 1, weightFake: 1 } as const;

export const sgan = defineArchitecture({
  id: 'sgan',
  label: 'SGAN',
  year: 2016,
  paper: {
    title: 'Semi-Supervised Learning with Generative Adversarial Networks',
    authors: 'Odena',
    arxiv: '1606.01583',
  },
  branch: 'latent',
  parents: ['dcgan'],
  summary:
    'D is a classifier that also finds fakes out: samples without labels teach it what data look like, so that a few labels go further.',
  differences: [
    'By default no class stands for fake: a sample is fake where no class fits (Salimans et al. 2016); the paper’s extra class is a setting, and the paper size uses it.',
    'Labelled samples are a small subset, and accuracy is measured on images that nobody trained on; popular versions use all labels and show the accuracy in training.',
    'Feature matching is from Salimans et al. 2016.',
    'Accuracy is that of D as it is, not of an average of its weights.',
    'The paper states little of its networks; these are those of DCGAN with dropout.',
  ],
  params: PARAMS,
  presets: {
    points: { ...points, paper: { ...BRISK_POINTS, hidden: 64, ...PAPER } },
    images: { ...images, paper: { ...PAPER, ch: 64, batchSize: 100 } },
  },
  accepts(data) {
    if (classNames(data).length < 2)
      return 'it learns from a few labels, and these data have none.';
    return whyNotBase(data) ?? true;
  },
  trainingRows,
  latents: zAlone,
  series: seriesOf,
  views: (_params, data) => specsOf(data),
  create,
});
