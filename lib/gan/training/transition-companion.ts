// Where the model is not told what noise its labels have: a classifier C trained beside the game on the same noisy labels, and the
// table T that is read off it or learned with it. The game uses T as it stands at each step.
// Sources: estimated from anchors: Patrini et al. 2017 (arXiv:1609.03683), here the surest sample of each batch and a mean
// over many batches, so that no pass over the data is needed; learned: Thekumparampil et al. 2018 (arXiv:1811.03205),
// with the trace penalty of Tanno et al. 2019 (arXiv:1902.03680).

import {
  abs,
  add,
  cast,
  div,
  equal,
  exp,
  eye,
  matMul,
  max,
  mean,
  mul,
  softmax,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { SeriesSpec } from '../../schema/series';
import { emaUpdate } from '../../tfjs/adam';
import { logSoftmax } from '../../tfjs/gradients/softmax';
import { hostInput } from '../../tfjs/host-input';
import type { Network } from '../architecture';
import { crossEntropy } from '../cross-entropy';
import { noNoise } from '../label-noise';
import { type Channel, channelOf, correctedCrossEntropy } from './forward-correction';
import type { Companion } from './game-rules';
import { dataTransition, type LabelNoiseParams } from './label-noise-params';
import type { TwoPlayerParams } from './two-player-params';

export type Finding = 'estimated' | 'learned';

/** Of the means over batches: they reach back over about a hundred. */
const DECAY = 0.99;
/** The learned table starts as rows softmax(4 e_i): labels are mostly right. */
const TRUST_AT_START = 4;
/** The variable is the logits over this, so that Adam moves them as much faster than weights: they have far to go. */
const GAIN = 10;

const TABLE = 'T/table';
const LOGITS = 'T/logits';

export const TRANSITION_SERIES: readonly SeriesSpec[] = [
  {
    id: 'classLossC',
    label: 'Loss of C',
    chart: 'other',
    role: 'encoder',
    unit: 'nat',
    meaning: 'What the classifier that T is found with pays for the noisy labels.',
  },
  {
    id: 'tableError',
    label: 'Error of T',
    chart: 'other',
    role: 'encoder',
    unit: '',
    meaning: 'Sum of |T − true T| per row: 0 is exact, 2 is all wrong.',
    reference: { value: 0, label: 'exact' },
  },
];

const identity = (classes: number): Float32Array => Float32Array.from(noNoise(classes).values);

/** Gives C the variables of its table. */
export function createTable({ variables }: Network, finding: Finding, classes: number): void {
  const shape = [classes, classes];
  if (finding === 'estimated') variables.create(TABLE, shape, () => identity(classes), false);
  else {
    variables.create(LOGITS, shape, () =>
      identity(classes).map((v) => (TRUST_AT_START / GAIN) * v),
    );
  }
}

/** The table as it stands. */
export function foundChannel({ variables }: Network, finding: Finding): Channel {
  if (finding === 'estimated') return channelOf(variables.get(TABLE));
  const logTable = logSoftmax(mul(variables.get(LOGITS), GAIN));
  return { table: exp(logTable), logTable };
}

/**
 * What the classifier says of the sample of a batch that it takes most surely for each class, [K, K].
 * @param said softmax of its logits, [N, K]
 */
export function anchorRows(said: Tensor): Tensor {
  const surest = cast(equal(said, max(said, 0, true)), 'float32');
  // Several samples that are equally sure share the row.
  const rows = matMul(surest, said, true, false);
  return div(rows, sum(rows, 1, true));
}

export function transitionCompanion<P extends TwoPlayerParams & LabelNoiseParams>(
  network: Network,
  finding: Finding,
  classes: number,
): Companion<P> {
  return {
    network,
    learningRate: ({ lrD }) => lrD,
    rests: () => false,
    terms(real, { params, random }) {
      if (real.classes === null) throw new Error('C was given no labels');
      const mode = { norm: 'batch', updateRunning: true, dropout: random.noise } as const;
      const logits = network.forward(real.x, { ...mode, condition: null });
      const truth = hostInput([classes, classes], () =>
        Float32Array.from(dataTransition(params, classes).values),
      );
      const errorOf = ({ table }: Channel): Tensor => mean(sum(abs(sub(table, truth)), 1));
      if (finding === 'estimated') {
        const loss = crossEntropy(logits, real.classes);
        emaUpdate(
          [{ shadow: network.variables.get(TABLE), source: anchorRows(softmax(logits)) }],
          DECAY,
        );
        const error = errorOf(foundChannel(network, finding));
        return { loss, report: { classLossC: loss, tableError: error } };
      }
      const channel = foundChannel(network, finding);
      const fit = correctedCrossEntropy(logits, real.classes, channel);
      const trust = mul(sum(mul(channel.table, eye(classes))), 1 / classes);
      return {
        loss: add(fit, mul(trust, params.traceWeight)),
        report: { classLossC: fit, tableError: errorOf(channel) },
      };
    },
  };
}
