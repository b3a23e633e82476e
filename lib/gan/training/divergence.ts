// Names the likely cause of numbers that are no longer finite, from the settings and the last finite values. A guess in
// words, with the numbers it rests on; nothing is repaired.

import type { ParamRecord } from '../../schema/params';
import type { SeriesBlock } from '../../schema/series';

/** Learning rates above this make Adam take steps as large as the weights of a small network. */
const HIGH_ADAM_RATE = 0.01;
/** SGD with momentum on these losses stays stable up to about this. */
const HIGH_SGD_RATE = 0.5;
/** A gradient this much longer than its median was about to explode. */
const EXPLOSION = 20;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function exploded(history: SeriesBlock, id: string): string | null {
  const values = [...(history.values[id] ?? [])].filter(Number.isFinite).slice(-200);
  const last = values.at(-1);
  const usual = median(values);
  return last !== undefined && values.length >= 5 && last > EXPLOSION * usual
    ? `the gradient of ${id.endsWith('D') ? 'D' : 'G'} grew from about ${usual.toPrecision(3)} to ${last.toPrecision(3)}; lower its learning rate.`
    : null;
}

/** One sentence. */
export function likelyCause(params: ParamRecord, history: SeriesBlock): string {
  const limit = params.optimizer === 'sgd' ? HIGH_SGD_RATE : HIGH_ADAM_RATE;
  const fast = (['lrD', 'lrG'] as const).find((key) => Number(params[key]) > limit);
  if (fast !== undefined) {
    return `the learning rate of ${fast === 'lrD' ? 'D' : 'G'} is ${Number(params[fast])}, above ${limit}; lower it.`;
  }
  return (
    exploded(history, 'gradNormD') ??
    exploded(history, 'gradNormG') ??
    (params.loss === 'wasserstein' && Number(params.gpLambda) === 0
      ? 'the Wasserstein loss runs without a gradient penalty, so D’s output has no bound; set one.'
      : 'the two players drove each other to ever larger values; lower the learning rates or add a penalty.')
  );
}
