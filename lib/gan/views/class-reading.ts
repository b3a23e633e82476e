// What classifiers say of one picture, side by side: a probability per class from each, and whether D takes it for real.

import { reshape, sigmoid, softmax, stack, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { MatrixView } from '../../schema/views';
import type { TwoPlayerGame } from '../training/two-player';
import { ofPicture, pictureAmongReals } from './picture-among-reals';
import { read } from './point-samples';
import type { ViewDefinition } from './view-definition';

export interface ClassReader {
  readonly name: string;
  /** Samples [N, …] to the logits of the classes, [N, K]. */
  readonly logits: (x: Tensor, game: TwoPlayerGame) => Tensor;
}

/** @param help which classifiers they are, in a sentence */
export const classReading = (
  names: readonly string[],
  readers: readonly ClassReader[],
  help: string,
): ViewDefinition<TwoPlayerGame> => ({
  spec: {
    id: 'classReading',
    kind: 'matrix',
    label: 'Reading a picture',
    help,
    placement: 'explore',
    args: {},
    picture: 'A picture to classify',
  },
  async draw(game, _args, context): Promise<MatrixView> {
    const drawn = tidy(() => {
      const x = pictureAmongReals(game, context);
      return {
        shares: stack(
          readers.map(({ logits }) => reshape(softmax(ofPicture(logits(x, game))), [-1])),
        ),
        real: reshape(sigmoid(ofPicture(game.judge(x))), []),
      };
    });
    const [real = 0] = await read(drawn.real);
    return {
      kind: 'matrix',
      rowTitle: 'Read by',
      columnTitle: 'Class',
      rows: readers.map(({ name }) => name),
      columns: names,
      values: await read(drawn.shares),
      full: 1,
      decimals: 2,
      figures: [{ label: 'D(x)', value: real }],
    };
  },
});
