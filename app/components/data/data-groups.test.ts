import { describe, expect, it } from 'vitest';
import type { DataEntry } from '../../../lib/schema/data';
import { integer } from '../../../lib/schema/params';
import { defaultRef, entryOf, groupedEntries } from './data-groups';

const entry = (id: string, info: DataEntry['info'], installed = false): DataEntry => ({
  id,
  label: id,
  help: '',
  licence: '',
  params: {
    modes: integer({ label: '', help: '', group: 'data', default: 8, min: 1, max: 20 }),
  },
  info,
  installed,
});

const points = (dim: 1 | 2): DataEntry['info'] => ({
  kind: 'points',
  dim,
  extent: 3,
  hasDensity: true,
  modes: 1,
});
const images: DataEntry['info'] = {
  kind: 'images',
  size: 28,
  channels: 1,
  count: 10,
  classes: [],
  factors: [],
};

const ENTRIES = [
  entry('line', points(1)),
  entry('digits', images),
  entry('ring', points(2)),
  entry('mnist', images, true),
  entry('grid', points(2)),
];

describe('the groups of the data picker', () => {
  it('put every entry into exactly one group, in the order of the catalog', () => {
    expect(
      groupedEntries(ENTRIES).map(({ group, entries }) => [group, entries.map(({ id }) => id)]),
    ).toEqual([
      ['points2', ['ring', 'grid']],
      ['points1', ['line']],
      ['images', ['digits']],
      ['installed', ['mnist']],
    ]);
  });

  it('are left out when empty', () => {
    expect(groupedEntries([])).toEqual([]);
  });

  it('choose an entry at its defaults, and find it again', () => {
    const ref = defaultRef(ENTRIES[2]!);
    expect(ref).toEqual({ kind: 'builtin', id: 'ring', params: { modes: 8 } });
    expect(entryOf(ENTRIES, ref)?.id).toBe('ring');
    expect(entryOf(ENTRIES, { kind: 'drawn', points: [] })).toBeNull();
  });
});
