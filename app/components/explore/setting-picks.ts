// Pictures whose captions are numbers that a setting takes: which of those in sight the setting has, and the setting after a pick.

/** Places of the captions that are among the setting's numbers. */
export const placesIn = (
  captions: readonly string[],
  numbers: readonly number[],
): readonly number[] => {
  const known = new Set(numbers);
  return captions.flatMap((caption, place) => (known.has(Number(caption)) ? [place] : []));
};

/** The setting's numbers, increasing, once exactly these places of those in sight are picked; numbers out of sight stay. */
export function numbersAfter(
  captions: readonly string[],
  numbers: readonly number[],
  places: readonly number[],
): readonly number[] {
  const inSight = new Set(captions.map(Number));
  const kept = numbers.filter((number) => !inSight.has(number));
  return [...kept, ...places.map((place) => Number(captions[place]))].sort((a, b) => a - b);
}
