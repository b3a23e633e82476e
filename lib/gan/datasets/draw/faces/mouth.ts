// The mouth: two parabolas that meet at the corners. Smiling lifts the corners, opening lowers the lower lip and shows
// teeth and tongue.

import { flat, hex, mix } from '../colour';
import { ellipse } from '../distance';
import { INK } from './face-palette';
import { type FaceScene, SQUEEZED } from './face-scene';

const MOUTH_LINE = 0.76;
const CAVITY = { base: hex('#5c1b2b'), dark: hex('#3d0f20'), light: hex('#7a2838') };
const TEETH = hex('#fdf8f0');
const TONGUE = hex('#e56d7c');

/** Below this the lips are closed and only their line is drawn. */
const CLOSED = 0.12;

export function paintMouth({ painter, palette, head, place, factors }: FaceScene): void {
  painter.frame(head);
  const { smile } = factors;
  const open = factors.mouthOpen < CLOSED ? 0 : factors.mouthOpen;
  const { x, narrow } = place(0);
  const middle = x * 1.06;
  const half = (0.3 + 0.1 * smile + 0.03 * open) * narrow;
  const bow = 0.17 * smile;
  const upperDrop = -0.03 * open;
  const lowerDrop = (0.1 + 0.16 * open) * (open > 0 ? 1 : 0);
  // t runs from −1 to 1 between the corners; both curves are at the corner height there.
  const corner = MOUTH_LINE - 0.45 * bow;
  const upper = (t: number) => corner + (bow + upperDrop) * (1 - t * t);
  const lower = (t: number) => corner + (bow + lowerDrop) * (1 - t * t);
  const slope = (t: number) => Math.sqrt(1 + ((2 * bow * t) / half) ** 2);
  const bounds = [
    middle - half - 0.1,
    MOUTH_LINE - 0.3,
    middle + half + 0.1,
    MOUTH_LINE + 0.4,
  ] as const;
  const line = (u: number, v: number) => {
    const t = Math.min(1, Math.max(-1, (u - middle) / half));
    const beyond = Math.max(0, Math.abs(u - middle) - half);
    return Math.hypot(beyond, (v - upper(t)) / slope(t));
  };
  if (open > 0) {
    const inside = (u: number, v: number) => {
      const t = Math.min(1, Math.max(-1, (u - middle) / half));
      const span = Math.max(upper(t) - v, v - lower(t)) / slope(t);
      return Math.max(span, Math.abs(u - middle) - half);
    };
    painter.fill({
      steepness: SQUEEZED,
      bounds,
      distance: (u, v) => inside(u, v) - 0.05,
      material: flat(palette.lips),
    });
    painter.fill({
      steepness: SQUEEZED,
      bounds,
      distance: inside,
      material: CAVITY,
    });
    const deep = corner + bow + lowerDrop;
    painter.fill({
      steepness: SQUEEZED,
      bounds,
      distance: (u, v) =>
        Math.max(ellipse(u - middle, v - deep - 0.02, half * 0.62, 0.13), inside(u, v)),
      material: flat(TONGUE),
    });
    painter.fill({
      steepness: SQUEEZED,
      bounds,
      distance: (u, v) => {
        const t = Math.min(1, Math.max(-1, (u - middle) / half));
        return Math.max(inside(u, v), v - upper(t) - 0.085);
      },
      material: flat(TEETH),
    });
  } else {
    // The lower lip, hinted at by a soft stroke, then the line itself.
    painter.fill({
      steepness: SQUEEZED,
      bounds,
      distance: (u, v) => ellipse(u - middle, v - upper(0) - 0.075, half * 0.6, 0.045),
      material: flat(palette.lips),
      alpha: 0.7,
      soft: 0.07,
    });
    painter.fill({
      steepness: SQUEEZED,
      bounds,
      distance: (u, v) => line(u, v) - 0.036,
      material: flat(mix(palette.lips, INK, 0.5)),
    });
  }
}
