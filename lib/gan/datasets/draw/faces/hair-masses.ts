// The forms that hair styles are put together from: skull caps, clouds of curls, falling masses, locks, and the openings
// through which the face looks out. Openings turn with the face, masses behind move against it, so that a turned head looks
// solid.

import { along, box, circle, ellipse, segment, smoothIntersection, smoothUnion } from '../distance';
import { CROWN, type FaceScene } from './face-scene';

export type Distance = (x: number, y: number) => number;

/** The skull with hair of some thickness on it. */
export const cap = ({ width, shift }: FaceScene, thickness: number): Distance => {
  const dx = shift(-0.1);
  return (x, y) => ellipse(x - dx, y + 0.02, width + thickness, -CROWN + thickness);
};

/** Cuts the opening of the face and everything below `hem` out of an outline. */
export const open =
  (outline: Distance, opening: Distance, hem: number): Distance =>
  (x, y) =>
    smoothIntersection(Math.max(outline(x, y), -opening(x, y)), y - hem, 0.14);

/** A flat forehead with rounded temples. */
export const squareOpening = (scene: FaceScene, forehead: number, side: number): Distance => {
  const { x, narrow } = scene.place(0);
  const w = side * scene.width * (0.5 + 0.5 * narrow);
  return (u, v) => box(u - x * 0.65, v - forehead - 1.2, w, 1.2, 0.3);
};

/** Two arcs that meet at a point: hair parted at `part` (−1…1) and swept to both sides. */
export const partedOpening = (
  scene: FaceScene,
  part: number,
  top: number,
  side: number,
): Distance => {
  const { x, narrow } = scene.place(0);
  const w = side * scene.width * (0.6 + 0.4 * narrow);
  const shift = x * 0.6;
  const at = shift + part * w;
  // Each circle passes through the part at height `top` and through the temple on its own side at TEMPLE.
  const arc = (direction: number): Distance => {
    const span = w - direction * (at - shift);
    const height = TEMPLE - top;
    const radius = (span * span + height * height) / (2 * span);
    const cx = shift + direction * (w - radius);
    return (u, v) =>
      v > TEMPLE
        ? // Below the temple the edge leans in a little, as the face does.
          direction * (u - shift) - w + 0.14 * (v - TEMPLE) ** 2
        : circle(u - cx, v - TEMPLE, radius);
  };
  const left = arc(-1);
  const right = arc(1);
  return (u, v) => {
    const d = u < at ? left(u, v) : right(u, v);
    const away = Math.abs(u - at);
    if (away > Math.abs(d)) return d;
    // Near the part the other side's edge may be the nearer one; a distance must not promise more room than there is.
    const other = u < at ? right(at, v) : left(at, v);
    return d < 0 ? Math.max(d, Math.min(0, other) - away) : Math.min(d, Math.max(0, other) + away);
  };
};

/** The height at which parted hair leaves the face widest. */
const TEMPLE = 0.2;

/** A lock from a to b whose half-thickness goes from ra to rb. */
export const lock =
  (ax: number, ay: number, bx: number, by: number, ra: number, rb: number): Distance =>
  (x, y) =>
    segment(x, y, ax, ay, bx, by) - ra - (rb - ra) * along(x, y, ax, ay, bx, by);

/** A cloud: an ellipse whose edge swells `lobes` times around. */
export const cloud =
  (cx: number, cy: number, a: number, b: number, lobes: number, swell: number): Distance =>
  (x, y) => {
    const smooth = ellipse(x - cx, y - cy, a, b);
    // Away from the edge the lobes change nothing, and the angle is dear.
    if (smooth < -swell || smooth > 3 * swell) return smooth;
    const angle = Math.atan2((y - cy) / b, (x - cx) / a);
    return smooth - swell * Math.abs(Math.sin((lobes * angle) / 2));
  };

export const longMass = (
  scene: FaceScene,
  half: number,
  bottom: number,
  wave: number,
): Distance => {
  const dx = scene.shift(-0.25);
  const crown = cap(scene, 0.14);
  return (x, y) => {
    const ripple = wave * Math.sin(y * 7 + 0.4 * x);
    const fall = box(x - dx + ripple, y - bottom / 2, half * scene.width, bottom / 2, 0.4);
    return smoothUnion(crown(x, y), fall, 0.25);
  };
};

/** Ropes per head unit. */
export const LOCS = 4.2;

/** A mass of ropes: each ends in its own round tip and bulges a little at the sides. */
export const locsMass = (scene: FaceScene, half: number, bottom: number): Distance => {
  const crown = cap(scene, 0.16);
  const dx = scene.shift(-0.2);
  const w = half * scene.width;
  return (x, y) => {
    const u = x - dx;
    const rope = Math.abs(Math.sin(Math.PI * LOCS * 0.5 * u));
    const fall = Math.max(
      Math.abs(u) - w + 0.06 * Math.cos(9 * y),
      -y - 0.2,
      y - bottom - 0.2 * rope,
    );
    return smoothUnion(crown(x, y) - 0.03 * rope, fall, 0.12);
  };
};
