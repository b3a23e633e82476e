import { reshape, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LatentControl } from '../../schema/latents';
import { defaultsOf, type ParamRecord } from '../../schema/params';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import type { ViewContext } from '../architecture';
import type { TwoPlayerGame } from '../training/two-player';
import { classGrid } from './class-grid';

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
});

const controlsFor = (names: readonly string[]): readonly LatentControl[] => [
  { kind: 'gaussian', id: 'z', dim: 2, prior: 'normal', range: 3 },
  { kind: 'category', id: 'class', label: 'Class', names, meaning: 'label' },
  { kind: 'code', id: 'code', label: 'Code', dim: 1, low: -1, high: 1, reach: 2 },
];

/** Pictures of one row of pixels: the latent itself. */
const game = {
  generate: (rows: Tensor2D) => reshape(rows, [rows.shape[0], 1, rows.shape[1], 1]),
} as unknown as TwoPlayerGame;

async function draw(names: readonly string[], args: ParamRecord) {
  const fixed = [
    [0.5, -1, ...names.map((_, i) => +(i === 0)), 0.25],
    [1, 0.75, ...names.map((_, i) => +(i === 1)), -0.5],
  ];
  const context = {
    fixedLatents: (count: number) => tensor2d(fixed.slice(0, count)),
  } as unknown as ViewContext;
  const view = classGrid(controlsFor(names));
  const picture = await view.draw(game, { ...defaultsOf(view.spec.args), ...args }, context);
  if (picture.kind !== 'images' || picture.latents === undefined) throw new Error('no sheet');
  const width = 3 + names.length;
  return {
    ...picture,
    rows: Array.from({ length: picture.count }, (_, i) => [
      ...(picture.latents ?? []).slice(i * width, (i + 1) * width),
    ]),
  };
}

describe('the class grid', () => {
  it('asks for every class along a row, and keeps everything else of the row', async () => {
    const { columns, columnNames, rows } = await draw(['a', 'b', 'c'], { rows: 2 });
    expect(columns).toBe(3);
    expect(columnNames).toEqual(['a', 'b', 'c']);
    expect(rows).toEqual([
      [0.5, -1, 1, 0, 0, 0.25],
      [0.5, -1, 0, 1, 0, 0.25],
      [0.5, -1, 0, 0, 1, 0.25],
      [1, 0.75, 1, 0, 0, -0.5],
      [1, 0.75, 0, 1, 0, -0.5],
      [1, 0.75, 0, 0, 1, -0.5],
    ]);
  });

  it('goes from one class to another through soft mixtures', async () => {
    const { columns, columnNames, rows } = await draw(['a', 'b', 'c'], {
      rows: 1,
      columns: 'between',
      from: '2',
      to: '0',
    });
    expect(columns).toBe(10);
    expect([columnNames?.[0], columnNames?.[9]]).toEqual(['c', 'a']);
    expect(rows[0]).toEqual([0.5, -1, 0, 0, 1, 0.25]);
    expect(rows[9]).toEqual([0.5, -1, 1, 0, 0, 0.25]);
    for (const [step, row] of rows.entries()) {
      expect(row[2]).toBeCloseTo(step / 9, 6);
      expect(row[4]).toBeCloseTo(1 - step / 9, 6);
    }
  });

  it('shows a part of very many classes, from the one asked for', async () => {
    const many = Array.from({ length: 62 }, (_, i) => `class ${i}`);
    const { columns, columnNames } = await draw(many, { rows: 1, first: '30' });
    expect(columns).toBe(20);
    expect([columnNames?.[0], columnNames?.[19]]).toEqual(['class 30', 'class 49']);
  });
});
