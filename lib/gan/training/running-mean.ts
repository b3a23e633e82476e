// A mean over the last steps that is part of the model's state, for figures that one step knows only roughly. Two averages that
// start at 0, of the figure and of 1; their ratio is the weighted mean of what has been seen, without a bias to the start.

import { div, ones, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { emaUpdate } from '../../tfjs/adam';
import { constant } from '../layers/initializers';
import type { Variables } from '../layers/variables';

/**
 * @param variables of the network that the figure is about; gets two that are not trained
 * @param decay weight of the past; the mean reaches back over about 1 / (1 - decay) steps
 * @returns takes the figure of this step, a scalar, and gives the mean, a scalar
 */
export function runningMean(
  variables: Variables,
  name: string,
  decay: number,
): (figure: Tensor) => Tensor {
  const parts = ['sum', 'weight'].map((part) => `${name}/${part}`);
  for (const part of parts) variables.create(part, [1], () => constant(1, 0), false);
  const [sum = '', weight = ''] = parts;
  return (figure) => {
    emaUpdate(
      [
        { shadow: variables.get(sum), source: reshape(figure, [1]) },
        { shadow: variables.get(weight), source: ones([1]) },
      ],
      decay,
    );
    return reshape(div(variables.get(sum), variables.get(weight)), []);
  };
}
