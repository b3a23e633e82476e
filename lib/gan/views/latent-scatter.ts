// Where E puts real samples, each dot in the colour of its class, over the latents that the prior draws. A latent of more than
// two numbers is shown along the two directions in which E(x) varies most.

import { tidy } from '@tensorflow/tfjs-core';
import { integer } from '../../schema/params';
import type { CurveView } from '../../schema/views';
import { classNames } from '../datasets/classes';
import { infoOf } from '../datasets/registry';
import { type Matrix, matrixOf, selectRows } from '../metrics/matrix';
import type { EncoderGame } from '../training/encoder-game';
import { labelledReals } from './labelled-reals';
import { read } from './point-samples';
import { generateOptions } from './samples';
import { THROUGH_E } from './through-encoder';
import type { ViewDefinition } from './view-definition';

type Coordinates = readonly [Float32Array, Float32Array];

const column = ({ rows, columns, values }: Matrix, k: number): Float32Array =>
  Float32Array.from({ length: rows }, (_, row) => values[row * columns + k] ?? 0);

/** The coordinates of latents in the plane of the picture, and the names of its axes. */
async function planeOf(codes: Matrix): Promise<{
  readonly project: (latents: Matrix) => Coordinates;
  readonly labels: readonly [string, string];
}> {
  switch (codes.columns) {
    case 1:
      return {
        project: (latents) => [column(latents, 0), new Float32Array(latents.rows)],
        labels: ['z₁', ''],
      };
    case 2:
      return {
        project: (latents) => [column(latents, 0), column(latents, 1)],
        labels: ['z₁', 'z₂'],
      };
    default: {
      // Fetched when somebody looks, as the measures are.
      const { inPlane, principalPlane } = await import('../metrics/principal-axes');
      const plane = principalPlane(codes);
      return {
        project: (latents) => inPlane(latents, plane),
        labels: ['first direction of E(x)', 'second direction of E(x)'],
      };
    }
  }
}

export const latentScatter: ViewDefinition<EncoderGame> = {
  spec: {
    id: 'latentScatter',
    kind: 'curve',
    label: 'Latent space',
    help: 'Where E puts real samples, coloured by class, over latents from the prior; with more than two dimensions, along the two directions in which E(x) varies most. E never sees a class.',
    placement: 'explore',
    args: {
      count: integer({
        label: 'Samples',
        help: 'How many real samples to encode, and how many latents to draw.',
        group: 'model',
        live: true,
        default: 500,
        min: 10,
        max: 2000,
        scale: 'log',
      }),
      ...THROUGH_E,
    },
  },
  async draw(game, args, context): Promise<CurveView> {
    const count = Number(args.count);
    const reals = labelledReals(context, count);
    const { latents, prior } = tidy(() => ({
      latents: game.encode(reals.x, generateOptions(args)),
      prior: context.fixedLatents(count),
    }));
    reals.x.dispose();
    const dim = latents.shape[1];
    const codes = matrixOf(await read(latents), dim);
    const { project, labels } = await planeOf(codes);
    const [priorX, priorY] = project(matrixOf(await read(prior), dim));
    const names = classNames(infoOf(context.source));
    const ofClass = (label: number): Coordinates =>
      project(
        selectRows(
          codes,
          Array.from(reals.labels ?? [], (_, i) => i).filter((i) => reals.labels?.[i] === label),
        ),
      );
    const groups =
      reals.labels === null
        ? [{ label: 'E(x)', at: project(codes) }]
        : names.map((label, category) => ({ label, category, at: ofClass(category) }));
    return {
      kind: 'curve',
      xLabel: labels[0],
      yLabel: labels[1],
      lines: [],
      dots: [
        { role: 'neutral', label: 'z of the prior', x: priorX, y: priorY },
        ...groups.map(({ at: [x, y], ...group }) => ({
          role: 'encoder' as const,
          ...group,
          x,
          y,
        })),
      ],
    };
  },
};
