// The stage of image models with a category in their latent: a column per class, and in a row everything else the same, so
// that what differs along a row is what G takes the class to mean. Or one row's way from a class to another through soft
// mixtures of the two, which G never saw in training.
// Source of the layout: Mirza and Osindero 2014, figure 2 (arXiv:1411.1784), transposed.

import { tidy } from '@tensorflow/tfjs-core';
import type { LatentControl } from '../../schema/latents';
import { choice, type ParamRecord, type ParamSpecs } from '../../schema/params';
import type { ImagesView } from '../../schema/views';
import {
  type CategoryPart,
  categoryPart,
  mixtures,
  oneHot,
  rowsForEach,
} from '../latent/category-rows';
import { CLASS_ID } from '../latent/class-control';
import type { TwoPlayerGame } from '../training/two-player';
import { generateOptions, imagesView, NORM, ROWS, WEIGHTS } from './samples';
import type { ViewDefinition } from './view-definition';

/** More would be too small to see, and too many to draw while training. */
const MOST_COLUMNS = 20;
const MIXTURES = 10;

const TEXTS = {
  label: {
    label: 'Class grid',
    help: 'Each column is asked for one class; along a row z stays the same.',
    each: 'Every class',
    between: 'From one class to another',
  },
  code: {
    label: 'Category grid',
    help: 'Each column is asked for one category; along a row everything else stays the same.',
    each: 'Every category',
    between: 'From one category to another',
  },
} as const;

/** The values of a category as the options of a setting. */
const optionsOf = ({ control }: CategoryPart) =>
  control.names.map((label, index) => ({ id: String(index), label }));

function argsOf(part: CategoryPart): ParamSpecs {
  const texts = TEXTS[part.control.meaning];
  const options = optionsOf(part);
  return {
    columns: choice({
      label: 'Columns',
      help: 'One for each, or a way through soft mixtures of two, which G has never been asked for.',
      group: 'model',
      options: [
        { id: 'each', label: texts.each },
        { id: 'between', label: texts.between },
      ],
      default: 'each',
    }),
    ...(options.length > MOST_COLUMNS
      ? {
          first: choice({
            label: 'First column',
            help: 'Where the columns start, since not all fit.',
            group: 'model',
            options,
            default: '0',
            visibleWhen: { columns: ['each'] },
          }),
        }
      : {}),
    from: choice({
      label: 'From',
      help: 'All of this in the first column.',
      group: 'model',
      options,
      default: '0',
      visibleWhen: { columns: ['between'] },
    }),
    to: choice({
      label: 'To',
      help: 'All of this in the last column.',
      group: 'model',
      options,
      default: '1',
      visibleWhen: { columns: ['between'] },
    }),
    rows: ROWS,
    weights: WEIGHTS,
    norm: NORM,
  };
}

interface Column {
  readonly name: string;
  readonly value: readonly number[];
}

function columnsOf({ control, width }: CategoryPart, args: ParamRecord): readonly Column[] {
  if (args.columns === 'between') {
    const [from, to] = [Number(args.from), Number(args.to)];
    return mixtures(width, from, to, MIXTURES).map((value, step) => {
      const end = step === 0 ? from : step === MIXTURES - 1 ? to : null;
      return {
        name: end === null ? (step / (MIXTURES - 1)).toFixed(1) : (control.names[end] ?? ''),
        value,
      };
    });
  }
  const first = Number(args.first ?? 0);
  return control.names.slice(first, first + MOST_COLUMNS).map((name, i) => ({
    name,
    value: oneHot(width, first + i),
  }));
}

/** @param id of the category, where it is not the classes of the data */
export function classGrid(
  controls: readonly LatentControl[],
  id: string = CLASS_ID,
): ViewDefinition<TwoPlayerGame> {
  const part = categoryPart(controls, id);
  const { label, help } = TEXTS[part.control.meaning];
  return {
    spec: { id: 'classGrid', kind: 'images', label, help, placement: 'stage', args: argsOf(part) },
    async draw(game, args, context): Promise<ImagesView> {
      const columns = columnsOf(part, args);
      const { images, rows } = tidy(() => {
        const rows = rowsForEach(
          context.fixedLatents(Number(args.rows)),
          part,
          columns.map(({ value }) => value),
        );
        return { rows, images: game.generate(rows, generateOptions(args)) };
      });
      const [values, latents] = (await Promise.all([images.data(), rows.data()])) as [
        Float32Array,
        Float32Array,
      ];
      images.dispose();
      rows.dispose();
      return {
        ...imagesView(values, images.shape),
        columns: columns.length,
        columnNames: columns.map(({ name }) => name),
        // A copy: on some backends the values are the tensor's own memory, and the page takes them away.
        latents: latents.slice(),
      };
    },
  };
}
