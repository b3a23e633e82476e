// What E takes for alike, beside what pixels take for alike: for some real images the nearest others by each. The shares below
// say how often the nearest is of the same class, which neither E nor pixels were told.

import { tidy } from '@tensorflow/tfjs-core';
import type { ImagesView } from '../../schema/views';
import { type Matrix, matrixOf, selectRows } from '../metrics/matrix';
import { type LabelledRows, neighbourAccuracy } from '../metrics/neighbour-accuracy';
import { complete } from '../metrics/slices';
import { squaredDistances } from '../metrics/squared-distances';
import type { EncoderGame } from '../training/encoder-game';
import { labelledReals } from './labelled-reals';
import { toBytes } from './pixels';
import { read } from './point-samples';
import { generateOptions } from './samples';
import { THROUGH_E } from './through-encoder';
import type { ViewDefinition } from './view-definition';

/** More would hold up training for a noticeable time. */
const SAMPLES = 300;
const QUERIES = 8;
const NEIGHBOURS = 3;

/** The nearest other rows of row `row`, nearest first. */
function nearestRows(rows: Matrix, row: number, count: number): readonly number[] {
  const distances = new Float64Array(rows.rows);
  squaredDistances(rows, row, rows, distances);
  return Array.from(distances, (_, i) => i)
    .filter((i) => i !== row)
    .sort((i, j) => (distances[i] ?? 0) - (distances[j] ?? 0))
    .slice(0, count);
}

/** As short as a small picture is wide. */
const BY_E = Array.from({ length: NEIGHBOURS }, (_, i) => `E ${i + 1}`);
const BY_PIXELS = Array.from({ length: NEIGHBOURS }, (_, i) => `px ${i + 1}`);

/** How often the nearest row is of the same class, in percent. */
const shareText = (labelled: LabelledRows): string =>
  `${(100 * complete(neighbourAccuracy(labelled))).toFixed(0)} %`;

export const encoderNeighbours: ViewDefinition<EncoderGame> = {
  spec: {
    id: 'encoderNeighbours',
    kind: 'images',
    label: 'Neighbours by E and by pixels',
    help: 'Each row: a real image, the three of 300 others that are nearest to it in E(x), and the three nearest in pixels (px). Under the first row, how often the nearest is of the same class.',
    placement: 'explore',
    args: THROUGH_E,
  },
  async draw(game, args, context): Promise<ImagesView> {
    const reals = labelledReals(context, SAMPLES);
    const latents = tidy(() => game.encode(reals.x, generateOptions(args)));
    const [, height = 0, width = 0, channels = 1] = reals.x.shape;
    reals.x.dispose();
    const codes = matrixOf(await read(latents), latents.shape[1]);
    const pixels = matrixOf(reals.values, height * width * channels);
    const shown: number[] = [];
    for (let query = 0; query < QUERIES; query++) {
      shown.push(query, ...nearestRows(codes, query, NEIGHBOURS));
      shown.push(...nearestRows(pixels, query, NEIGHBOURS));
    }
    const captions = new Array<string>(shown.length).fill('');
    if (reals.labels !== null) {
      captions[1] = shareText({ rows: codes, labels: reals.labels });
      captions[1 + NEIGHBOURS] = shareText({ rows: pixels, labels: reals.labels });
    }
    return {
      kind: 'images',
      count: shown.length,
      width,
      height,
      channels: channels === 3 ? 3 : 1,
      pixels: toBytes(selectRows(pixels, shown).values),
      columns: 1 + 2 * NEIGHBOURS,
      captions,
      columnNames: ['x', ...BY_E, ...BY_PIXELS],
    };
  },
};
