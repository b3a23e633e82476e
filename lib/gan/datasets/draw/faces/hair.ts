// Paints a hair style: its mass behind the head in shadow, its outline in front in light, each with the grain of its strands,
// curls or ropes.

import type { Material } from '../colour';
import { smoothstep } from '../distance';
import type { Bounds } from '../painter';
import type { FaceScene } from './face-scene';
import { type Distance, LOCS } from './hair-masses';
import type { HairStyle } from './hair-styles';

/** The whole picture in head units, for a style that names no box. */
const PICTURE_IN_HEAD: Bounds = [-1.9, -1.85, 1.9, 2];

/** Light on hair: a sheen on the upper left, strands or curls, and shadow towards the lower right. */
function hairShade(style: HairStyle, depth: number): (x: number, y: number) => number {
  const { strands, texture, locs = false } = style;
  return (x, y) => {
    const band = 1 - ((Math.sqrt(x * x + y * y) - 0.98) / 0.26) ** 2;
    const side = 1 - 0.75 * smoothstep(-0.1, 0.6, x);
    const sheen = band > 0 && y < 0.1 ? 0.85 * band * band * side * (0.1 - y) : 0;
    let grain = 0;
    if (strands > 0) grain += 0.16 * Math.sin(strands * (x * 1.6 + 0.4 * y * x));
    if (texture > 0) {
      grain +=
        0.4 * texture * Math.sin(x * 12 + 2 * Math.sin(y * 5)) * Math.sin(y * 10 + Math.sin(x * 4));
    }
    if (locs) {
      const rope = Math.abs(Math.sin(Math.PI * LOCS * 0.5 * (x + 0.12 * x * y)));
      grain += 0.75 * Math.sqrt(rope) - 0.6 + 0.14 * Math.sin(y * 15 + 4 * x);
    }
    return depth + sheen * (1 - 0.8 * texture) - 0.28 * (x + 0.2) - 0.2 * (y + 0.6) + grain;
  };
}

export function paintHairBack(scene: FaceScene, style: HairStyle, material: Material): void {
  const distance = style.back?.(scene);
  if (distance === undefined) return;
  scene.painter.frame(scene.head);
  scene.painter.fill({
    bounds: style.backBounds ?? PICTURE_IN_HEAD,
    distance,
    material,
    shade: hairShade(style, -0.45),
    clip: scene.masks.behindHead,
    steepness: style.steepness ?? 1.5,
  });
}

export function paintHairFront(
  scene: FaceScene,
  style: HairStyle,
  distance: Distance,
  material: Material,
): void {
  scene.painter.frame(scene.head);
  scene.painter.fill({
    bounds: style.frontBounds ?? PICTURE_IN_HEAD,
    distance,
    material,
    shade: hairShade(style, 0.05),
    alpha: style.alpha ?? 1,
    steepness: style.steepness ?? 1.5,
  });
}
