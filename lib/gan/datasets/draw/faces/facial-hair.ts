// Stubble, moustache, goatee and beard. They lie on the skin, below the mouth, so a mouth always stays visible.

import { flat, mix } from '../colour';
import { box, circle, ellipse, smoothUnion } from '../distance';
import { FACIAL_HAIR } from './face-factors';
import { type FaceScene, SQUEEZED } from './face-scene';

/** The part of the face that beards grow on, as a signed distance: below a line from ear to ear that dips at the mouth. */
function beardLine(x: number, y: number, middle: number, width: number): number {
  const u = (x - middle) / width;
  return 0.62 - 0.42 * u * u * u * u - 0.05 * Math.cos(3 * u) - y;
}

export function paintFacialHair(scene: FaceScene): void {
  const { painter, palette, head, place, headDistance, masks, factors, width } = scene;
  const kind = FACIAL_HAIR[factors.facialHair];
  if (kind === 'none' || kind === undefined) return;
  painter.frame(head);
  const { x, narrow } = place(0);
  const middle = x * 1.05;
  const material = {
    base: mix(palette.hair.base, palette.brows, 0.7),
    dark: mix(palette.hair.dark, palette.brows, 0.65),
    light: palette.hair.base,
  };
  const shade = (u: number, v: number) => 0.1 - 0.5 * (u - middle) - 0.5 * (v - 0.8);
  const moustache = (u: number, v: number) => {
    const du = Math.abs(u - middle) / narrow;
    return smoothUnion(
      ellipse(du - 0.13, v - 0.615, 0.17, 0.075),
      ellipse(du - 0.3, v - 0.65 - 0.25 * (du - 0.3), 0.12, 0.05),
      0.08,
    );
  };
  const wide = [middle - 0.6, 0.4, middle + 0.6, 1.3] as const;
  switch (kind) {
    case 'stubble':
      painter.fill({
        steepness: SQUEEZED,
        bounds: [-1.1, 0.1, 1.1, 1.25],
        distance: (u, v) => beardLine(u, v, middle, width) + 0.02,
        material: flat(mix(palette.skinShadow, palette.brows, 0.75)),
        alpha: 0.36,
        soft: 0.2,
        clip: masks.onHead,
      });
      return;
    case 'moustache':
      painter.fill({ bounds: wide, steepness: SQUEEZED, distance: moustache, material, shade });
      return;
    case 'goatee':
      painter.fill({ bounds: wide, steepness: SQUEEZED, distance: moustache, material, shade });
      painter.fill({
        steepness: SQUEEZED,
        bounds: wide,
        distance: (u, v) =>
          smoothUnion(
            ellipse((u - middle) / narrow, v - 1.08, 0.24, 0.17),
            circle((u - middle) / narrow, v - 1.2, 0.1),
            0.1,
          ),
        material,
        shade,
      });
      return;
    case 'beard':
      painter.fill({
        steepness: SQUEEZED,
        bounds: [-1.2, 0, 1.2, 1.4],
        distance: (u, v) =>
          Math.max(
            Math.min(headDistance(u, v), headDistance(u, v - 0.12)) - 0.04,
            beardLine(u, v, middle, width),
            // An opening around the lips keeps the mouth readable on dark beards.
            -box((u - middle) / narrow, v - 0.8, 0.24, 0.07, 0.07),
          ),
        material,
        shade,
      });
      painter.fill({ bounds: wide, steepness: SQUEEZED, distance: moustache, material, shade });
      return;
  }
}
