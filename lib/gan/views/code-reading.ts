// What Q reads off a picture, of a training image or one that nobody ever generated: a probability for each category, and its guess
// of each continuous code. Q was only ever trained on generated pictures.
// Source of the idea: Chen et al. 2016, section 7.2 (arXiv:1606.03657), which classifies real digits by Q.

import { concat, exp, ones, reshape, softmax, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { MatrixView } from '../../schema/views';
import {
  categoryLogits,
  normalReading,
  type ReadPart,
  type Sigma,
} from '../training/information-bound';
import type { TwoPlayerGame } from '../training/two-player';
import { read } from './point-samples';
import type { ViewDefinition } from './view-definition';

const flat = (x: Tensor): Tensor => reshape(x, [-1]);

/** [codes] means, then [codes] σ. */
function numbersOf(output: Tensor, code: ReadPart, sigma: Sigma): Tensor {
  const { mean, logSigma } = normalReading(output, code, sigma);
  return concat([flat(mean), logSigma === null ? ones([code.part.width]) : flat(exp(logSigma))]);
}

/** @param parts where Q's row says what; at least one category, all categories equally wide */
export function codeReading(
  parts: readonly ReadPart[],
  sigma: Sigma,
): ViewDefinition<TwoPlayerGame> {
  const categories = parts.filter(({ part }) => part.control.kind === 'category');
  const numbers = parts.find(({ part }) => part.control.kind === 'code');
  const [first] = categories;
  if (first?.part.control.kind !== 'category') throw new Error('no category to read');
  const { names } = first.part.control;
  return {
    spec: {
      id: 'codeReading',
      kind: 'matrix',
      label: 'Q’s reading',
      help: 'The probability that Q gives each category for a picture, and its guess of the continuous codes.',
      placement: 'explore',
      args: {},
      picture: 'A picture whose codes Q reads',
    },
    async draw(game, _args, context): Promise<MatrixView> {
      const drawn = tidy(() => {
        const output = game.output(context.picture());
        return {
          shares: concat(categories.map((code) => flat(softmax(categoryLogits(output, code))))),
          ...(numbers === undefined ? {} : { numbers: numbersOf(output, numbers, sigma) }),
        };
      });
      const guesses = drawn.numbers === undefined ? new Float32Array() : await read(drawn.numbers);
      const codes = guesses.length / 2;
      return {
        kind: 'matrix',
        rowTitle: 'Code',
        columnTitle: 'Category',
        rows: categories.map(({ part }) => part.control.label),
        columns: names,
        values: await read(drawn.shares),
        full: 1,
        decimals: 2,
        figures: Array.from({ length: codes }, (_, k) => [
          { label: `Code ${k + 1}`, value: guesses[k] ?? 0 },
          ...(sigma === 'learned'
            ? [{ label: `σ of code ${k + 1}`, value: guesses[codes + k] ?? 0 }]
            : []),
        ]).flat(),
      };
    },
  };
}
