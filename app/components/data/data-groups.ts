// The data sets of the catalog as the picker shows them: by what they are, in the catalog's order.

import type { DataEntry, DataInfo, DataRef } from '../../../lib/schema/data';
import { defaultsOf } from '../../../lib/schema/params';

export const DATA_GROUPS = ['points2', 'points1', 'images', 'installed'] as const;
export type DataGroup = (typeof DATA_GROUPS)[number];

export function groupOf({ info, installed }: DataEntry): DataGroup {
  if (installed) return 'installed';
  if (info.kind === 'images') return 'images';
  return info.dim === 1 ? 'points1' : 'points2';
}

/** Groups without entries are left out. */
export function groupedEntries(
  entries: readonly DataEntry[],
): readonly { readonly group: DataGroup; readonly entries: readonly DataEntry[] }[] {
  return DATA_GROUPS.map((group) => ({
    group,
    entries: entries.filter((entry) => groupOf(entry) === group),
  })).filter((found) => found.entries.length > 0);
}

/** A reference to an entry at its default settings. */
export const defaultRef = (entry: DataEntry): DataRef => ({
  kind: 'builtin',
  id: entry.id,
  params: defaultsOf(entry.params),
});

/** The entry that a reference names; null for drawn and own data. */
export const entryOf = (entries: readonly DataEntry[], data: DataRef): DataEntry | null =>
  data.kind === 'builtin' ? (entries.find(({ id }) => id === data.id) ?? null) : null;

/** Pictures or points in a thumbnail. */
const THUMBNAIL_PICTURES = 4;
const THUMBNAIL_POINTS = 400;

export const previewCount = (kind: DataInfo['kind']): number =>
  kind === 'images' ? THUMBNAIL_PICTURES : THUMBNAIL_POINTS;

export const kindOf = (entries: readonly DataEntry[], data: DataRef): DataInfo['kind'] =>
  data.kind === 'own' ? 'images' : (entryOf(entries, data)?.info.kind ?? 'points');
