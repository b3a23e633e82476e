// What Q reads off a picture, be it a training image or one that nobody ever generated: a probability for each category, and its guess
// of each continuous code. Q was only ever trained on generated pictures.
// Source of the idea: Chen et al. 2016, section 7.2 (arXiv:1606.03657), which classifies real digits by Q.

import { concat, exp, ones, reshape, softmax, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { MatrixView, TableView } from '../../schema/views';
import {
  categoryLogits,
  normalReading,
  type ReadPart,
  type Sigma,
} from '../training/information-bound';
import type { TwoPlayerGame } from '../training/two-player';
import { ofPicture, pictureAmongReals } from './picture-among-reals';
import { read } from './point-samples';
import type { ViewDefinition } from './view-definition';

const flat = (x: Tensor): Tensor => reshape(x, [-1]);

/** A guess of a continuous code. */
interface Guess {
  readonly label: string;
  readonly mean: number;
  readonly sigma: number;
}

/** [codes] means, then [codes] σ. */
function numbersOf(output: Tensor, code: ReadPart, sigma: Sigma): Tensor {
  const { mean, logSigma } = normalReading(output, code, sigma);
  return concat([flat(mean), logSigma === null ? ones([code.part.width]) : flat(exp(logSigma))]);
}

const guessesOf = (numbers: Float32Array): readonly Guess[] =>
  Array.from({ length: numbers.length / 2 }, (_, k) => ({
    label: `Code ${k + 1}`,
    mean: numbers[k] ?? 0,
    sigma: numbers[numbers.length / 2 + k] ?? 0,
  }));

/** Categories as rows of probabilities, numbers below them. */
const matrixOf = (
  categories: readonly ReadPart[],
  shares: Float32Array,
  guesses: readonly Guess[],
  sigma: Sigma,
): MatrixView => ({
  kind: 'matrix',
  rowTitle: 'Code',
  columnTitle: 'Category',
  rows: categories.map(({ part }) => part.control.label),
  columns: categories[0]?.part.control.kind === 'category' ? categories[0].part.control.names : [],
  values: shares,
  full: 1,
  decimals: 2,
  figures: guesses.flatMap(({ label, mean, sigma: width }) => [
    { label, value: mean },
    ...(sigma === 'learned' ? [{ label: `σ of ${label.toLowerCase()}`, value: width }] : []),
  ]),
});

const tableOf = (guesses: readonly Guess[]): TableView => ({
  kind: 'table',
  columns: [
    { id: 'code', label: 'Code', numeric: false },
    { id: 'mean', label: 'Guess', numeric: true },
    { id: 'sigma', label: 'σ', numeric: true },
  ],
  rows: guesses.map(({ label, mean, sigma }) => [label, mean, sigma]),
});

/** @param parts where Q's row says what; at least one code, all categories equally many */
export function codeReading(
  parts: readonly ReadPart[],
  sigma: Sigma,
): ViewDefinition<TwoPlayerGame> {
  const categories = parts.filter(({ part }) => part.control.kind === 'category');
  const numbers = parts.find(({ part }) => part.control.kind === 'code');
  const kind = categories.length > 0 ? 'matrix' : 'table';
  return {
    spec: {
      id: 'codeReading',
      kind,
      label: 'Q’s reading',
      help: 'The probability that Q gives each category for a picture, and its guess of the continuous codes.',
      placement: 'explore',
      args: {},
      picture: 'A picture whose codes Q reads',
    },
    async draw(game, _args, context): Promise<MatrixView | TableView> {
      const drawn = tidy(() => {
        const output = ofPicture(game.output(pictureAmongReals(game, context)));
        return {
          ...(kind === 'table'
            ? {}
            : {
                shares: concat(
                  categories.map((code) => flat(softmax(categoryLogits(output, code)))),
                ),
              }),
          ...(numbers === undefined ? {} : { numbers: numbersOf(output, numbers, sigma) }),
        };
      });
      const guesses = drawn.numbers === undefined ? [] : guessesOf(await read(drawn.numbers));
      return drawn.shares === undefined
        ? tableOf(guesses)
        : matrixOf(categories, await read(drawn.shares), guesses, sigma);
    },
  };
}
