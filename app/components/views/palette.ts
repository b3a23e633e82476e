// The page's colours as a canvas needs them: resolved to what fillStyle understands, with the type and stroke sizes that go
// with them. Read from the CSS custom properties, which stay the only place where a colour is decided.

import type { Role } from '../../../lib/schema/series';
import { probabilityRamp, type Scheme } from './colour-ramp';

export interface Palette {
  readonly scheme: Scheme;
  readonly surface: string;
  readonly inset: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly roles: Readonly<Record<Role, string>>;
  /** Of classes by their number; they repeat past the last. */
  readonly categories: readonly string[];
  /** D's probability, RAMP_ENTRIES × 3 bytes. */
  readonly ramp: Uint8Array;
  readonly font: string;
  /** Size of axis labels in CSS pixels. */
  readonly textPx: number;
  /** Factor on every line width. */
  readonly strokeScale: number;
}

const RAMPS: Readonly<Record<Scheme, Uint8Array>> = {
  light: probabilityRamp('light'),
  dark: probabilityRamp('dark'),
};

/** As many as there are custom properties `--category-…`. */
export const CATEGORY_COLOURS = 10;

/** The colour of what a role does, or of a class where it is one's. */
export const colourOf = (
  palette: Palette,
  { role, category }: { readonly role: Role; readonly category?: number },
): string =>
  (category === undefined ? undefined : palette.categories[category % CATEGORY_COLOURS]) ??
  palette.roles[role];

/** What the page looks like now. */
export function readPalette(): Palette {
  const root = getComputedStyle(document.documentElement);
  const resolved = resolver();
  const role = (name: Role): string => resolved.colour(`--role-${name}`);
  const scheme: Scheme = root.colorScheme.startsWith('dark') ? 'dark' : 'light';
  const palette: Palette = {
    scheme,
    surface: resolved.colour('--surface-panel'),
    inset: resolved.colour('--surface-inset'),
    ink: resolved.colour('--ink'),
    inkSoft: resolved.colour('--ink-soft'),
    inkFaint: resolved.colour('--ink-faint'),
    line: resolved.colour('--line'),
    lineStrong: resolved.colour('--line-strong'),
    roles: {
      real: role('real'),
      fake: role('fake'),
      g: role('g'),
      d: role('d'),
      encoder: role('encoder'),
      neutral: role('neutral'),
    },
    categories: Array.from({ length: CATEGORY_COLOURS }, (_, i) =>
      resolved.colour(`--category-${i}`),
    ),
    ramp: RAMPS[scheme],
    font: getComputedStyle(document.body).fontFamily,
    textPx: Number.parseFloat(root.fontSize) * 0.6875,
    strokeScale: Number(root.getPropertyValue('--stroke-scale')) || 1,
  };
  resolved.done();
  return palette;
}

/** Lets the browser compute a custom property, which may refer to others, down to a plain colour. */
function resolver() {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  return {
    colour(name: string): string {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    },
    done(): void {
      probe.remove();
    },
  };
}
