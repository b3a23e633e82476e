// How a role's line is drawn: the colour says whose number it is, the dash says it again without colour.

import type { Role, SeriesSpec } from '../../../lib/schema/series';

export interface RoleLine {
  readonly stroke: string;
  /** For text of that colour. */
  readonly ink: string;
  /** An SVG dash array; undefined is solid. */
  readonly dash: string | undefined;
}

const DASHES: Readonly<Record<Role, string | undefined>> = {
  real: undefined,
  d: undefined,
  fake: '6 2.5',
  g: '6 2.5',
  encoder: '2 2',
  neutral: '1 2',
};

const roleLine = (role: Role): RoleLine => ({
  stroke: `var(--role-${role})`,
  ink: `var(--role-${role}-ink)`,
  dash: DASHES[role],
});

/** For further curves of one role in a chart, in turn. */
const TWIN_DASHES = ['9 2.5 2 2.5', '1 2.5', '4 4'] as const;

/** The line of each curve of a chart, by its id; those of one role have its colour and differ in their dashes. */
export function linesOf(
  specs: readonly Pick<SeriesSpec, 'id' | 'role'>[],
): ReadonlyMap<string, RoleLine> {
  const seen = new Map<Role, number>();
  return new Map(
    specs.map(({ id, role }) => {
      const twin = seen.get(role) ?? 0;
      seen.set(role, twin + 1);
      const line = roleLine(role);
      return [
        id,
        twin === 0 ? line : { ...line, dash: TWIN_DASHES[(twin - 1) % TWIN_DASHES.length] },
      ];
    }),
  );
}
