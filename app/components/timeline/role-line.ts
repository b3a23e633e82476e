// How a role's line is drawn: the colour says whose number it is, the dash says it again without colour.

import type { Role } from '../../../lib/schema/series';

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

export const roleLine = (role: Role): RoleLine => ({
  stroke: `var(--role-${role})`,
  ink: `var(--role-${role}-ink)`,
  dash: DASHES[role],
});
