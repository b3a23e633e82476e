// The colour ramp of D's probability: from the neutral of the page to violet, with lightness linear in OKLab, so that
// equal steps of D look equal. One ramp per theme; it says nothing about what is drawn with it.
// Source of the colour space: Björn Ottosson, "A perceptual color space for image processing" (2020).

/** Lightness in [0, 1], chroma, hue in degrees. */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

const VIOLET_HUE = 295;
export const RAMP_ENTRIES = 256;

/** Ends of the ramp: what D = 0 and D = 1 look like. Both stay far enough from the point colours in lightness or hue. */
export const RAMP_ENDS = {
  light: {
    low: { lightness: 0.975, chroma: 0.004, hue: VIOLET_HUE },
    high: { lightness: 0.66, chroma: 0.15, hue: VIOLET_HUE },
  },
  dark: {
    low: { lightness: 0.225, chroma: 0.008, hue: VIOLET_HUE },
    high: { lightness: 0.55, chroma: 0.17, hue: VIOLET_HUE },
  },
} as const satisfies Record<string, { readonly low: Oklch; readonly high: Oklch }>;

export type Scheme = keyof typeof RAMP_ENDS;

const encoded = (linear: number): number => {
  const clipped = Math.min(1, Math.max(0, linear));
  const value = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  return Math.round(255 * value);
};

const decoded = (byte: number): number => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

/** sRGB bytes of an OKLCH colour; what lies outside the gamut is clipped per channel. */
export function oklchToRgb({ lightness, chroma, hue }: Oklch): readonly [number, number, number] {
  const radians = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(radians);
  const b = chroma * Math.sin(radians);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** OKLab lightness in [0, 1] of sRGB bytes. */
export function lightnessOf(red: number, green: number, blue: number): number {
  const [r, g, b] = [decoded(red), decoded(green), decoded(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
}

const mix = (from: number, to: number, t: number): number => from + (to - from) * t;

/** RAMP_ENTRIES × 3 bytes, entry 0 for D = 0. */
export function probabilityRamp(scheme: Scheme): Uint8Array {
  const { low, high } = RAMP_ENDS[scheme];
  const ramp = new Uint8Array(RAMP_ENTRIES * 3);
  for (let entry = 0; entry < RAMP_ENTRIES; entry++) {
    const t = entry / (RAMP_ENTRIES - 1);
    ramp.set(
      oklchToRgb({
        lightness: mix(low.lightness, high.lightness, t),
        chroma: mix(low.chroma, high.chroma, t),
        hue: mix(low.hue, high.hue, t),
      }),
      entry * 3,
    );
  }
  return ramp;
}

/** The ramp entry of a probability; a value outside [0, 1] takes the nearer end, NaN the low one. */
export function rampEntry(probability: number): number {
  if (!(probability > 0)) return 0;
  return Math.min(RAMP_ENTRIES - 1, Math.round(probability * (RAMP_ENTRIES - 1)));
}
