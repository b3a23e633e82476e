// Glasses: frames around where the eyes are, with a bridge and temples; sunglasses hide the eyes.

import { flat, hex } from '../colour';
import { box, circle, segment } from '../distance';
import { EYE_OFFSET } from './eyes';
import { GLASSES } from './face-factors';
import { WHITE } from './face-palette';
import { EYE_LINE, type FaceScene, SQUEEZED } from './face-scene';

const FRAMES = { round: hex('#7a4a22'), square: hex('#2b2b3a'), sun: hex('#1d1d26') } as const;
const DARK_LENS = { base: hex('#2c2b3d'), dark: hex('#15141f'), light: hex('#6f7fa8') };

export function paintGlasses({ painter, head, place, factors, width }: FaceScene): void {
  const kind = GLASSES[factors.glasses];
  if (kind === 'none' || kind === undefined) return;
  painter.frame(head);
  const frame = flat(FRAMES[kind]);
  const y = EYE_LINE + 0.02;
  const stroke = 0.042;
  const lens = (side: number) => {
    const { x, narrow } = place(side * EYE_OFFSET);
    const cx = x * 1.05;
    const distance = (u: number, v: number): number =>
      kind === 'round'
        ? circle((u - cx) / narrow, v - y, 0.36)
        : box(
            (u - cx) / narrow,
            v - y - 0.02,
            kind === 'sun' ? 0.34 : 0.36,
            kind === 'sun' ? 0.27 : 0.28,
            0.13,
          );
    return { cx, reach: 0.36 * narrow, distance };
  };
  const lenses = [lens(-1), lens(1)] as const;
  for (const { cx, distance } of lenses) {
    const bounds = [cx - 0.46, y - 0.44, cx + 0.46, y + 0.44] as const;
    if (kind === 'sun') {
      painter.fill({
        steepness: SQUEEZED,
        bounds,
        distance,
        material: DARK_LENS,
        alpha: 0.95,
        shade: (u, v) => 0.5 - 2.2 * (v - y + 0.15) - 1.2 * (u - cx),
      });
    } else {
      painter.fill({ bounds, steepness: SQUEEZED, distance, material: flat(WHITE), alpha: 0.16 });
      painter.fill({
        steepness: SQUEEZED,
        bounds,
        distance: (u, v) =>
          Math.max(distance(u, v) + 0.05, Math.abs(u - cx + (v - y) + 0.16) - 0.06),
        material: flat(WHITE),
        alpha: 0.35,
      });
    }
    painter.fill({
      steepness: SQUEEZED,
      bounds,
      distance: (u, v) => Math.abs(distance(u, v)) - stroke,
      material: frame,
    });
  }
  const [left, right] = lenses;
  painter.fill({
    steepness: SQUEEZED,
    bounds: [left.cx, y - 0.2, right.cx, y + 0.1],
    distance: (u, v) =>
      segment(u, v, left.cx + left.reach, y - 0.06, right.cx - right.reach, y - 0.06) - stroke,
    material: frame,
  });
  for (const [edge, ear] of [
    [left.cx - left.reach, -width],
    [right.cx + right.reach, width],
  ] as const) {
    if (Math.abs(ear) <= Math.abs(edge)) continue;
    painter.fill({
      steepness: SQUEEZED,
      bounds: [Math.min(edge, ear) - 0.05, y - 0.15, Math.max(edge, ear) + 0.05, y + 0.15],
      distance: (u, v) => segment(u, v, edge, y - 0.08, ear, y - 0.04) - stroke,
      material: frame,
    });
  }
}
