// Which samples of a sheet are picked. Three at most, lettered A, B, C in the order of picking, where they have parts to play: picking a
// fourth lets the oldest go. Or any number of equals, ticked. Picking one again lets go of it.

export const PICK_LETTERS = ['A', 'B', 'C'] as const;

export type PickKind = 'lettered' | 'ticked';

/** The picks after a press on sample `index`. */
export function nextPicks(
  kind: PickKind,
  picks: readonly number[],
  index: number,
): readonly number[] {
  if (picks.includes(index)) return picks.filter((picked) => picked !== index);
  const all = [...picks, index];
  return kind === 'ticked' ? all : all.slice(-PICK_LETTERS.length);
}

/** The mark of each picked sample. */
export const pickMarks = (kind: PickKind, picks: readonly number[]): ReadonlyMap<number, string> =>
  new Map(
    picks.map((index, order) => [index, kind === 'ticked' ? '✓' : (PICK_LETTERS[order] ?? '')]),
  );
