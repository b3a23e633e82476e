// The colours of the drawn faces, chosen by hand to go together: skin from light to deep, natural and dyed hair, eyes,
// clothes and quiet backgrounds. Every material brings its own shadow and light.

import { hex, type Material, material, mix, type Rgb } from '../colour';

type Palette = Readonly<Record<string, Rgb>>;

const SKINS = {
  porcelain: hex('#ffe0cd'),
  light: hex('#f9cfae'),
  warm: hex('#efbb8e'),
  golden: hex('#dda56f'),
  tan: hex('#c38753'),
  brown: hex('#a06a40'),
  umber: hex('#80502f'),
  deep: hex('#5b3824'),
} satisfies Palette;

const HAIRS = {
  black: hex('#2b2430'),
  'dark brown': hex('#46312f'),
  'light brown': hex('#927756'),
  auburn: hex('#97432a'),
  ginger: hex('#d9742f'),
  blond: hex('#e9bd62'),
  silver: hex('#b9bac4'),
  pink: hex('#f083ac'),
  teal: hex('#2ba5a0'),
  violet: hex('#7f62c9'),
} satisfies Palette;

const EYES = {
  brown: hex('#5f3620'),
  hazel: hex('#9a7428'),
  green: hex('#3f9153'),
  blue: hex('#2f7fcb'),
  grey: hex('#71828f'),
} satisfies Palette;

const CLOTHES = {
  tomato: hex('#e2574c'),
  marigold: hex('#f2ae3b'),
  leaf: hex('#5ba56a'),
  lagoon: hex('#2f9fb0'),
  denim: hex('#4a72b8'),
  plum: hex('#8a5a9e'),
  charcoal: hex('#4a4a57'),
  cream: hex('#f2e6d0'),
} satisfies Palette;

const BACKGROUNDS = {
  sky: hex('#a9d6ee'),
  mint: hex('#b4e0c6'),
  butter: hex('#f7e3a3'),
  peach: hex('#f8cdb0'),
  rose: hex('#f3bccb'),
  lilac: hex('#cfc3ec'),
  sand: hex('#e2d8c6'),
  slate: hex('#8f9db5'),
} satisfies Palette;

export const SKIN_IDS = Object.keys(SKINS);
export const HAIR_IDS = Object.keys(HAIRS);
export const EYE_IDS = Object.keys(EYES);
export const CLOTHES_IDS = Object.keys(CLOTHES);
export const BACKGROUND_IDS = Object.keys(BACKGROUNDS);

export const WHITE = hex('#ffffff');
export const INK = hex('#2a1f2b');

function pick(palette: Palette, index: number): Rgb {
  const colour = Object.values(palette)[index];
  if (colour === undefined) throw new Error(`no colour number ${index}`);
  return colour;
}

/** Skin in shadow loses blue and green first, which keeps it warm at every depth. */
const shadowed = ([r, g, b]: Rgb, k: number): Rgb => [
  r * (1 - 0.2 * k),
  g * (1 - 0.34 * k),
  b * (1 - 0.36 * k),
];

export interface FacePalette {
  readonly skin: Material;
  /** Skin in the cast shadow of hair and chin. */
  readonly skinShadow: Rgb;
  readonly lips: Rgb;
  readonly blush: Rgb;
  readonly freckles: Rgb;
  readonly hair: Material;
  /** Brows, lashes of fair hair included, stay darker than the hair so that they can be read. */
  readonly brows: Rgb;
  readonly iris: Material;
  readonly clothes: Material;
  readonly background: Rgb;
}

const paletteOf = (
  skin: Rgb,
  hair: Rgb,
  iris: Rgb,
  clothes: Rgb,
  background: Rgb,
): FacePalette => ({
  skin: { base: skin, dark: shadowed(skin, 1), light: mix(skin, hex('#fff1dc'), 0.42) },
  skinShadow: shadowed(skin, 1.15),
  lips: mix(shadowed(skin, 0.7), hex('#c02f4d'), 0.36),
  blush: mix(skin, hex('#f2435f'), 0.5),
  freckles: mix(shadowed(skin, 1.2), hex('#7a3a1c'), 0.35),
  hair: {
    base: hair,
    dark: mix(hair, hex('#1c1026'), 0.45),
    light: mix(hair, hex('#ffeeda'), 0.36),
  },
  brows: mix(mix(hair, shadowed(skin, 1.6), 0.2), INK, 0.38),
  iris: material(iris, INK, WHITE, 0.5, 0.4),
  clothes: material(clothes, hex('#2a1f4b'), WHITE, 0.3, 0.3),
  background,
});

/** The colours of one face, from the indices of its category factors. */
export function facePalette(indices: {
  readonly skin: number;
  readonly hairColor: number;
  readonly eyeColor: number;
  readonly clothes: number;
  readonly background: number;
}): FacePalette {
  return paletteOf(
    pick(SKINS, indices.skin),
    pick(HAIRS, indices.hairColor),
    pick(EYES, indices.eyeColor),
    pick(CLOTHES, indices.clothes),
    pick(BACKGROUNDS, indices.background),
  );
}
