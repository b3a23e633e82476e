// The head itself: shoulders and neck, ears, the shaded skin, cheeks and nose. No hair and no features that move.

import { flat } from '../colour';
import { box, circle, ellipse, segment, smoothstep, smoothUnion } from '../distance';
import { CHEEKS } from './face-factors';
import { CHIN, type FaceScene } from './face-scene';

/** Fills the masks of the scene. */
export function maskHead({ painter, head, headDistance, masks }: FaceScene): void {
  painter.frame(head);
  // Where a round jaw turns into a square one, the blend of both distances is steep.
  painter.mask({ bounds: HEAD_BOUNDS, distance: headDistance, steepness: 3 }, masks.onHead);
  for (let i = 0; i < masks.onHead.length; i++) masks.behindHead[i] = masks.onHead[i] === 1 ? 0 : 1;
}

/** Shoulders, neck and the shadow that the chin throws on it; in the picture's frame, as they do not tilt. */
const HEAD_BOUNDS = [-1.15, -1.2, 1.15, 1.2] as const;

export function paintBody({ painter, palette, masks }: FaceScene): void {
  painter.frame();
  const shoulders = (x: number, y: number) =>
    smoothUnion(ellipse(x, y - 1.2, 0.9, 0.44), box(x, y - 1.24, 0.38, 0.46, 0.2), 0.2);
  painter.fill({
    bounds: [-0.95, 0.68, 0.95, 1.1],
    distance: shoulders,
    clip: masks.behindHead,
    material: palette.clothes,
    shade: (x, y) => 0.35 - 0.9 * Math.max(0, x) - 0.8 * Math.max(0, y - 0.75) + 0.25 * -x,
  });
  painter.fill({
    bounds: [-0.32, 0.5, 0.32, 0.98],
    distance: (x, y) =>
      smoothUnion(box(x, y - 0.66, 0.2, 0.24, 0.1), ellipse(x, y - 0.79, 0.28, 0.16), 0.08),
    clip: masks.behindHead,
    material: palette.skin,
    shade: (x, y) => -0.55 - 1.2 * x + smoothstep(0.74, 0.92, y) * 0.55,
  });
}

export function paintEars({ painter, palette, head, width, turn, masks }: FaceScene): void {
  painter.frame(head);
  const behind = -0.22 * width * turn;
  for (const side of [-1, 1]) {
    const x = side * width * Math.cos(turn) * 0.99 + behind;
    painter.fill({
      bounds: [x - 0.24, -0.16, x + 0.24, 0.5],
      distance: (u, v) => ellipse(u - x, v - 0.16, 0.2, 0.28),
      clip: masks.behindHead,
      material: palette.skin,
      shade: (_, v) => -0.15 - side * 0.25 - 0.4 * smoothstep(0, 0.3, v),
    });
    painter.fill({
      bounds: [x - 0.12, -0.02, x + 0.12, 0.36],
      distance: (u, v) => ellipse(u - x - side * 0.03, v - 0.17, 0.08, 0.15),
      material: flat(palette.skinShadow),
      alpha: 0.55,
      clip: masks.behindHead,
      soft: 0.1,
    });
  }
}

export function paintHead(scene: FaceScene): void {
  const { painter, palette, head, width, masks, turn } = scene;
  painter.frame(head);
  painter.fill({
    bounds: HEAD_BOUNDS,
    distance: () => Number.NEGATIVE_INFINITY,
    clip: masks.onHead,
    material: palette.skin,
    shade: (x, y) => {
      const u = x / width;
      // Light from the upper left on a rounded form; the far cheek falls into shade as the head turns away from it.
      const form = 0.42 - 0.34 * (u + 0.35) - 0.2 * (y + 0.3);
      const rim = smoothstep(0.5, 1.12, u * (0.86 + 0.3 * turn) + 0.42 * y);
      return form - 0.85 * rim;
    },
  });
}

export function paintCheeks(scene: FaceScene): void {
  const { painter, palette, head, place, masks, factors } = scene;
  const kind = CHEEKS[factors.cheeks];
  if (kind === 'plain') return;
  painter.frame(head);
  for (const side of [-1, 1]) {
    const { x, narrow } = place(side * 0.62);
    if (kind === 'blush') {
      painter.fill({
        bounds: [x - 0.34, 0.28, x + 0.34, 0.74],
        distance: (u, v) => ellipse((u - x) / narrow, v - 0.5, 0.2, 0.13),
        steepness: 2.4,
        material: flat(palette.blush),
        alpha: 0.75,
        soft: 0.3,
        clip: masks.onHead,
      });
      continue;
    }
    for (const [du, dv] of FRECKLES) {
      const fx = x + side * du * narrow;
      painter.fill({
        bounds: [fx - 0.06, 0.46 + dv - 0.06, fx + 0.06, 0.46 + dv + 0.06],
        distance: (u, v) => circle(u - fx, v - 0.46 - dv, 0.036),
        material: flat(palette.freckles),
        alpha: 0.8,
        clip: masks.onHead,
      });
    }
  }
}

/** Offsets of the freckles on one cheek, outwards and down. */
const FRECKLES = [
  [-0.16, 0.02],
  [-0.04, -0.05],
  [0.09, 0],
  [-0.09, 0.11],
  [0.04, 0.09],
  [0.17, 0.08],
] as const;

export function paintNose({ painter, palette, head, place }: FaceScene): void {
  painter.frame(head);
  const root = place(0);
  // The tip stands out farther than the face, so it moves more than the features beside it.
  const x = root.x * 1.28;
  painter.fill({
    bounds: [x - 0.3, 0.2, x + 0.34, 0.66],
    distance: (u, v) => ellipse(u - x - 0.03, v - 0.47, 0.15, 0.11),
    material: flat(palette.skinShadow),
    alpha: 0.62,
    soft: 0.09,
  });
  painter.fill({
    bounds: [x - 0.2, 0.16, x + 0.2, 0.58],
    distance: (u, v) => segment(u, v, root.x * 1.05, 0.22, x, 0.4) - 0.075 - 0.06 * (v - 0.2),
    material: flat(palette.skin.light),
    alpha: 0.6,
    soft: 0.1,
  });
  painter.fill({
    bounds: [x - 0.16, 0.28, x + 0.16, 0.54],
    distance: (u, v) => circle(u - x, v - 0.42, 0.11),
    material: palette.skin,
    shade: (u, v) => 0.55 - 3 * (u - x) - 2 * (v - 0.42),
    soft: 0.05,
  });
}

/** The shadow of hair or hat on the forehead: the same outline, lower and blurred. */
export function paintForeheadShadow(
  { painter, palette, head, masks }: FaceScene,
  outline: (x: number, y: number) => number,
  lowest: number,
): void {
  painter.frame(head);
  painter.fill({
    bounds: [-1.1, -1.2, 1.1, Math.min(CHIN, lowest + 0.1)],
    distance: (x, y) => outline(x - 0.05, y - 0.11),
    material: flat(palette.skinShadow),
    alpha: 0.6,
    soft: 0.16,
    clip: masks.onHead,
  });
}
