// Colours of the drawn sets: sRGB triples in 0…255, mixing, and materials (a colour with its shadow and its light), so that
// every surface is shaded within its own palette.

export type Rgb = readonly [r: number, g: number, b: number];

/** A surface: its own colour, the colour in shadow and the colour in light. */
export interface Material {
  readonly base: Rgb;
  readonly dark: Rgb;
  readonly light: Rgb;
}

/** `#rrggbb` as a triple. */
export function hex(text: string): Rgb {
  const value = Number.parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** a at t = 0, b at t = 1. */
export function mix(a: Rgb, b: Rgb, t: number): Rgb {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** The material of a colour: its shadow leans to `shade`, its light to `glow`. */
export function material(base: Rgb, shade: Rgb, glow: Rgb, depth = 0.4, shine = 0.35): Material {
  return { base, dark: mix(base, shade, depth), light: mix(base, glow, shine) };
}

/** One flat colour. */
export function flat(base: Rgb): Material {
  return { base, dark: base, light: base };
}

const toSrgb = (linear: number): number => {
  const c = Math.min(1, Math.max(0, linear));
  return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
};

/**
 * A colour of given lightness (0…1), chroma and hue (degrees), evenly spaced to the eye; what no screen shows is cut off.
 * Source: Ottosson 2020, "A perceptual color space for image processing" (OKLab).
 */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toSrgb(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toSrgb(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toSrgb(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
