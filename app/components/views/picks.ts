// Which samples of a sheet are picked, in the order of picking: at most three, lettered A, B, C. Picking a fourth lets the
// oldest go; picking one again lets go of it.

export const PICK_LETTERS = ['A', 'B', 'C'] as const;

/** The picks after a press on sample `index`. */
export function nextPicks(picks: readonly number[], index: number): readonly number[] {
  if (picks.includes(index)) return picks.filter((picked) => picked !== index);
  return [...picks, index].slice(-PICK_LETTERS.length);
}

/** The letter of each picked sample. */
export function pickLetters(picks: readonly number[]): ReadonlyMap<number, string> {
  return new Map(picks.map((index, order) => [index, PICK_LETTERS[order] ?? '']));
}
