import { describe, expect, it } from 'vitest';
import { choice, defaultsOf, integer, number, toggle } from '../../../lib/schema/params';
import { type RecipeQuery, recipeGroups } from './recipe-fields';

const SPECS = {
  size: choice({
    label: 'Model size',
    help: 'Widths.',
    group: 'model',
    options: [{ id: 'S', label: 'S' }],
    default: 'S',
  }),
  lrG: number({
    label: 'Learning rate of G',
    help: 'h',
    group: 'training',
    default: 1,
    min: 0,
    max: 2,
  }),
  optimizer: choice({
    label: 'Optimiser',
    help: 'How the weights move.',
    group: 'training',
    options: [
      { id: 'adam', label: 'Adam' },
      { id: 'sgd', label: 'SGD' },
    ],
    default: 'adam',
  }),
  momentum: number({
    label: 'Momentum',
    help: 'Share of the last update.',
    group: 'training',
    default: 0.5,
    min: 0,
    max: 1,
    visibleWhen: { optimizer: ['sgd'] },
  }),
  hiddenG: integer({
    label: 'Width',
    help: 'Units.',
    group: 'generator',
    default: 8,
    min: 1,
    max: 9,
  }),
  batchNormG: toggle({ label: 'Batch norm', help: 'Norm.', group: 'generator', default: false }),
};

const query = (change: Partial<RecipeQuery>): RecipeQuery => ({
  specs: SPECS,
  values: defaultsOf(SPECS),
  presets: defaultsOf(SPECS),
  dataKind: 'images',
  showAll: false,
  search: '',
  localise: (text) => (text === 'Optimiser' ? '优化器' : text),
  ...change,
});

const keys = (change: Partial<RecipeQuery>): string[] =>
  recipeGroups(query(change)).flatMap(({ fields }) => fields.map(({ key }) => key));

describe('the recipe', () => {
  it('are shown unfolded where their architecture calls them essential', () => {
    const { hiddenG } = SPECS;
    const groups = recipeGroups(
      query({ specs: { ...SPECS, hiddenG: { ...hiddenG, essential: true } } }),
    );
    expect(groups.flatMap(({ fields }) => fields.map(({ key }) => key))).toContain('hiddenG');
    const folded = recipeGroups(query({}));
    expect(folded.flatMap(({ fields }) => fields.map(({ key }) => key))).not.toContain('hiddenG');
  });

  it('leaves out settings for another kind of data', () => {
    const specs = {
      lrG: SPECS.lrG,
      hiddenG: { ...SPECS.hiddenG, dataKind: 'points' as const },
    };
    expect(keys({ specs, showAll: true })).toEqual(['lrG']);
    expect(keys({ specs, showAll: true, dataKind: 'points' })).toEqual(['hiddenG', 'lrG']);
  });

  it('shows the few essentials first', () => {
    expect(keys({})).toEqual(['lrG']);
  });

  it('shows all settings on demand, in the order of the groups, without the size', () => {
    expect(keys({ showAll: true })).toEqual(['hiddenG', 'batchNormG', 'lrG', 'optimizer']);
  });

  it('hides a setting until its conditions hold', () => {
    const values = { ...defaultsOf(SPECS), optimizer: 'sgd' };
    expect(keys({ showAll: true, values })).toContain('momentum');
    expect(keys({ search: 'momentum' })).toEqual([]);
    expect(keys({ search: 'momentum', values })).toEqual(['momentum']);
  });

  it('finds folded settings by key, label, help and Chinese label', () => {
    expect(keys({ search: 'hiddeng' })).toEqual(['hiddenG']);
    expect(keys({ search: 'batch NORM' })).toEqual(['batchNormG']);
    expect(keys({ search: 'weights move' })).toEqual(['optimizer']);
    expect(keys({ search: '优化' })).toEqual(['optimizer']);
  });

  it('leaves out groups with nothing to show', () => {
    expect(recipeGroups(query({})).map(({ group }) => group)).toEqual(['training']);
  });

  it('gives each setting its value and the value of the size', () => {
    const [group] = recipeGroups(query({ values: { ...defaultsOf(SPECS), lrG: 1.5 } }));
    expect(group?.fields[0]).toMatchObject({ key: 'lrG', value: 1.5, preset: 1 });
  });
});
