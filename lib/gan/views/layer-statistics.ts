// What each layer puts out right now, on the fixed latents and the fakes they give: mean, spread and silent units.

import {
  abs,
  keep,
  max,
  mean,
  reshape,
  sqrt,
  square,
  stack,
  sub,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import type { TableView } from '../../schema/views';
import { samplingMode } from '../layers/layer';
import type { TwoPlayerGame } from '../training/two-player';
import type { ViewDefinition } from './view-definition';

const SAMPLES = 64;

/** Mean and spread of all outputs of a layer, [2]. */
function momentsOf(output: Tensor): Tensor {
  const centre = mean(output);
  return stack([centre, sqrt(mean(square(sub(output, centre))))]);
}

/** Largest magnitude of each unit or channel over the batch, [units]. */
const peaks = (output: Tensor): Tensor =>
  max(abs(reshape(output, [-1, output.shape.at(-1) ?? 1])), 0);

export const layerStatistics: ViewDefinition<TwoPlayerGame> = {
  spec: {
    id: 'layerStatistics',
    kind: 'table',
    label: 'Layer statistics',
    help: 'Mean and spread of each layer’s output; a silent unit is 0 for every sample of the batch.',
    placement: 'explore',
    args: {},
  },
  async draw(game, _args, context): Promise<TableView> {
    const rows: { name: string; layer: string; moments: Tensor; peaks: Tensor }[] = [];
    tidy(() => {
      const z = context.fixedLatents(SAMPLES);
      const mode = samplingMode('batch');
      const collect = (name: string) => (layer: { name: string }, output: Tensor) => {
        rows.push({
          name,
          layer: layer.name,
          moments: keep(momentsOf(output)),
          peaks: keep(peaks(output)),
        });
      };
      const fake = game.g.forward(z, mode, collect('G'));
      game.d.forward(fake, samplingMode('batch', game.conditionOf(z)), collect('D'));
    });
    const data: (readonly (string | number)[])[] = [];
    for (const row of rows) {
      const [centre = 0, spread = 0] = await row.moments.data();
      const unitPeaks = await row.peaks.data();
      row.moments.dispose();
      row.peaks.dispose();
      const silent = unitPeaks.filter((value) => value === 0).length / unitPeaks.length;
      data.push([row.name, row.layer, centre, spread, silent]);
    }
    return {
      kind: 'table',
      columns: [
        { id: 'network', label: 'Network', numeric: false },
        { id: 'layer', label: 'Layer', numeric: false },
        { id: 'mean', label: 'Mean', numeric: true },
        { id: 'std', label: 'Spread', numeric: true },
        { id: 'silent', label: 'Silent units', numeric: true },
      ],
      rows: data,
    };
  },
};
