// Hats, scarves and flowers. They take the colour of the clothes' neighbours in the palette, so that they match.

import { flat, hex, type Material, mix } from '../colour';
import { circle, ellipse, segment } from '../distance';
import type { HEADWEAR } from './face-factors';
import { CROWN, type FaceScene } from './face-scene';

type Distance = (x: number, y: number) => number;

export interface Headwear {
  /** Covers the hair on the head; what hangs behind it stays. */
  readonly hidesHair: boolean;
  readonly front: (scene: FaceScene, material: Material) => void;
  /** The outline that throws a shadow on the forehead. */
  readonly shadow?: (scene: FaceScene) => Distance;
}

const rounded = (x: number, y: number) => 0.3 - 0.45 * (x + 0.2) - 0.3 * (y + 0.8);

/** Everything above a brim that bends with the head's form. */
const above = (scene: FaceScene, brim: number, bend: number): Distance => {
  const { x } = scene.place(0);
  return (u, v) => v - brim - bend * ((u - x * 0.5) / scene.width) ** 2;
};

const beanieDome = (scene: FaceScene): Distance => {
  const edge = above(scene, -0.42, 0.16);
  const dx = scene.shift(-0.08);
  return (x, y) =>
    Math.max(ellipse(x - dx, y + 0.12, scene.width + 0.17, -CROWN + 0.2), edge(x, y));
};

const capDome = (scene: FaceScene): Distance => {
  const edge = above(scene, -0.52, 0.12);
  return (x, y) =>
    Math.max(
      ellipse(x - scene.shift(-0.06), y + 0.08, scene.width + 0.13, -CROWN + 0.13),
      edge(x, y),
    );
};

const wrapDome = (scene: FaceScene): Distance => {
  const { x } = scene.place(0);
  const dx = scene.shift(-0.12);
  // Two sides that cross over the middle of the forehead.
  return (u, v) =>
    Math.max(
      ellipse(u - dx, v + 0.3, scene.width + 0.22, 1.12),
      v + 0.62 - 0.42 * Math.abs((u - x * 0.6) / scene.width) ** 1.4,
    );
};

export const HEADWEAR_PARTS: Readonly<
  Record<Exclude<(typeof HEADWEAR)[number], 'none'>, Headwear>
> = {
  beanie: {
    hidesHair: false,
    shadow: beanieDome,
    front(scene, material) {
      const { painter, head } = scene;
      const dome = beanieDome(scene);
      const edge = above(scene, -0.42, 0.16);
      painter.frame(head);
      painter.fill({
        bounds: [-0.3, -1.75, 0.3, -1.15],
        distance: (x, y) => circle(x - scene.shift(-0.1), y + 1.42, 0.2),
        material,
        shade: (x, y) => 0.7 - 2 * x - 2 * (y + 1.42),
      });
      painter.fill({
        bounds: [-1.3, -1.5, 1.3, 0],
        distance: dome,
        material,
        shade: (x, y) => rounded(x, y) + 0.16 * Math.sin(x * 13),
      });
      painter.fill({
        bounds: [-1.35, -1, 1.35, 0],
        distance: (x, y) =>
          Math.max(
            Math.abs(edge(x, y) + 0.14) - 0.17,
            Math.abs(x - scene.shift(-0.05)) - scene.width - 0.14,
          ),
        material,
        shade: (x, y) => 0.1 + rounded(x, y) * 0.6 + 0.3 * Math.sin(x * 17),
      });
    },
  },
  cap: {
    hidesHair: false,
    shadow: capDome,
    front(scene, material) {
      const { painter, head } = scene;
      const x0 = scene.place(0).x * 1.2;
      const dome = capDome(scene);
      painter.frame(head);
      painter.fill({
        bounds: [-1.3, -1.5, 1.3, -0.2],
        distance: dome,
        material,
        shade: (x, y) => rounded(x, y) - 0.25 * Math.exp(-(((x - x0 * 0.5) / 0.05) ** 2)),
      });
      painter.fill({
        bounds: [-1.4, -0.8, 1.4, -0.1],
        distance: (x, y) => {
          const u = x - x0;
          return ellipse(u, y + 0.46 - 0.12 * u * u, scene.width * 0.82, 0.15);
        },
        material: {
          base: material.dark,
          dark: mix(material.dark, hex('#1b1230'), 0.4),
          light: material.base,
        },
        shade: (x, y) => 0.5 - 0.5 * x - 4 * (y + 0.46),
      });
      painter.fill({
        bounds: [-0.15, -1.4, 0.15, -1.1],
        distance: (x, y) => circle(x, y + 1.26, 0.08),
        material: flat(material.light),
      });
    },
  },
  headwrap: {
    hidesHair: true,
    shadow: wrapDome,
    front(scene, material) {
      const { painter, head } = scene;
      const dome = wrapDome(scene);
      const kx = scene.place(0).x * 0.7;
      painter.frame(head);
      painter.fill({
        bounds: [-1.4, -1.5, 1.4, 0],
        distance: dome,
        material,
        // Folds run from the knot around the head.
        shade: (x, y) => {
          const side = Math.abs(x - kx);
          return rounded(x, y) + 0.3 * Math.sin(11 * (y + 0.9 - 0.55 * side) + 2 * side);
        },
      });
      painter.fill({
        bounds: [kx - 0.34, -1.2, kx + 0.34, -0.5],
        distance: (x, y) => ellipse(x - kx, y + 0.84, 0.2, 0.25),
        material,
        shade: (x, y) => 0.5 - 1.5 * (x - kx) - 1.4 * (y + 0.84) + 0.25 * Math.sin(16 * (x - kx)),
      });
    },
  },
  headband: {
    hidesHair: false,
    front(scene, material) {
      const { painter, head } = scene;
      const edge = above(scene, -0.74, 0.34);
      const skull: Distance = (x, y) =>
        ellipse(x - scene.shift(-0.08), y + 0.02, scene.width + 0.1, -CROWN + 0.1);
      painter.frame(head);
      painter.fill({
        bounds: [-1.3, -1.2, 1.3, 0.1],
        distance: (x, y) => Math.max(Math.abs(edge(x, y)) - 0.115, skull(x, y)),
        material,
        shade: (x, y) => 0.25 - 0.6 * x - 3 * (edge(x, y) - 0.02),
      });
    },
  },
  flower: {
    hidesHair: false,
    front(scene, material) {
      const { painter, head } = scene;
      const cx = -0.78 * scene.width + scene.shift(0.35);
      const cy = -0.72;
      painter.frame(head);
      painter.fill({
        bounds: [cx - 0.2, cy - 0.1, cx + 0.62, cy + 0.62],
        distance: (x, y) => segment(x, y, cx, cy, cx - 0.3, cy + 0.34) - 0.1,
        material: { base: hex('#5d9a57'), dark: hex('#3c6e44'), light: hex('#8cc27a') },
      });
      painter.fill({
        bounds: [cx - 0.5, cy - 0.5, cx + 0.5, cy + 0.5],
        distance: (x, y) => {
          const angle = Math.atan2(y - cy, x - cx);
          return circle(x - cx, y - cy, 0.25 + 0.13 * Math.abs(Math.cos(2.5 * angle)));
        },
        material,
        shade: (x, y) => 0.75 - 1.2 * (x - cx) - 1.2 * (y - cy),
      });
      painter.fill({
        bounds: [cx - 0.2, cy - 0.2, cx + 0.2, cy + 0.2],
        distance: (x, y) => circle(x - cx, y - cy, 0.12),
        material: flat(hex('#ffd257')),
      });
    },
  },
};
