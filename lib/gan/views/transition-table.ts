// The noise of the labels as a table: what is done to them, and what the model takes for done. With what can be told through it.

import { clone, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { choice, type ParamRecord } from '../../schema/params';
import type { MatrixView } from '../../schema/views';
import type { Unidentifiable } from '../identifiability';
import { differenceOf } from '../label-noise';
import { dataTransition, type LabelNoiseParams } from '../training/label-noise-params';
import type { TwoPlayerGame } from '../training/two-player';
import { read } from './point-samples';
import type { ViewDefinition } from './view-definition';

export interface NoiseTables<P> {
  readonly names: readonly string[];
  /** The model's T as it stands, [K, K]. */
  readonly table: (params: P) => Tensor;
}

export const SHOWN_TABLE = choice({
  label: 'Table',
  help: 'What the model assumes or has found, or what is done to the labels.',
  group: 'model',
  options: [
    { id: 'model', label: 'The model’s T' },
    { id: 'data', label: 'The labels’ true noise' },
  ],
  default: 'model',
});

/** The table that the arguments of a view name, [K × K], row by row. */
export async function shownTable<P extends LabelNoiseParams>(
  { names, table }: NoiseTables<P>,
  which: ParamRecord[string] | undefined,
  params: P,
): Promise<Float32Array> {
  if (which === 'data') return Float32Array.from(dataTransition(params, names.length).values);
  // A table that is a variable stays the model's.
  return read(tidy(() => clone(table(params))));
}

const PROBLEMS: Readonly<Record<Unidentifiable, string>> = {
  singular: 'Classes cannot be told apart: smallest singular value',
  outvoted: 'A wrong label outvotes the right one: smallest singular value',
};

export const transitionTable = <P extends LabelNoiseParams>(
  tables: NoiseTables<P>,
): ViewDefinition<TwoPlayerGame, P> => ({
  spec: {
    id: 'transition',
    kind: 'matrix',
    label: 'Noise of the labels',
    help: 'Row: the true class. Column: the label that it comes with. Where the smallest singular value is near 0, or the diagonal is not the largest of its row, nobody can find the true classes behind the labels.',
    placement: 'explore',
    args: { table: SHOWN_TABLE },
  },
  async draw(_game, args, { params }): Promise<MatrixView> {
    const { names } = tables;
    const values = await shownTable(tables, args.table, params);
    const truth = dataTransition(params, names.length).values;
    // Fetched with the first table: no other part of a run asks for eigenvalues.
    const { identifiability } = await import('../identifiability');
    const { smallest, problem } = identifiability({ classes: names.length, values });
    return {
      kind: 'matrix',
      rowTitle: 'True class',
      columnTitle: 'Label',
      rows: names,
      columns: names,
      values,
      full: 1,
      decimals: 2,
      figures: [
        {
          label: problem === null ? 'Smallest singular value' : PROBLEMS[problem],
          value: smallest,
        },
        {
          label: 'Difference from the true noise per row',
          // As exact as the table itself, so that equal ones differ by 0.
          value: differenceOf(values, Float32Array.from(truth)),
        },
      ],
    };
  },
});
