// Uniform on every other square of a board: sharp edges, flat density and holes, which a smooth generator can only
// approach.

import { integer } from '../../../schema/params';
import { PLOT_EXTENT } from './plot-extent';
import { definePoints } from './point-distribution';

const HALF_WIDTH = 2.5;

export const checkerboard = definePoints({
  id: 'checkerboard',
  dim: 2,
  label: 'Checkerboard',
  help: 'Every other square of a board is filled evenly: sharp edges and empty squares are hard for a smooth generator.',
  params: {
    side: integer({
      label: 'Squares per side',
      help: 'The board has this many squares in each row and column.',
      group: 'data',
      default: 4,
      min: 2,
      max: 8,
    }),
  },
  create({ side }) {
    const width = (2 * HALF_WIDTH) / side;
    // An odd board has one dark square more than light ones.
    const dark = Math.ceil((side * side) / 2);
    return {
      sample(random, count) {
        const points = new Float32Array(count * 2);
        for (let i = 0; i < count; i++) {
          let column: number;
          let row: number;
          do {
            column = random.integer(side);
            row = random.integer(side);
          } while ((column + row) % 2 !== 0);
          points[2 * i] = -HALF_WIDTH + (column + random.uniform()) * width;
          points[2 * i + 1] = -HALF_WIDTH + (row + random.uniform()) * width;
        }
        return points;
      },
      density(x, y) {
        const column = Math.floor((x + HALF_WIDTH) / width);
        const row = Math.floor((y + HALF_WIDTH) / width);
        const inside = column >= 0 && column < side && row >= 0 && row < side;
        return inside && (column + row) % 2 === 0 ? 1 / (dark * width * width) : 0;
      },
      extent: PLOT_EXTENT,
    };
  },
});
