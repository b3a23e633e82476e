// The hair styles: per style a mass behind the head, an outline in front of it, and how its surface is shaded.

import { ellipse, segment, smoothUnion } from '../distance';
import type { Bounds } from '../painter';
import type { HAIR_STYLES } from './face-factors';
import type { FaceScene } from './face-scene';
import {
  cap,
  cloud,
  type Distance,
  lock,
  locsMass,
  longMass,
  open,
  partedOpening,
  squareOpening,
} from './hair-masses';

export interface HairStyle {
  /** Boxes that hold the back and the front, so that no pixel is visited in vain. */
  readonly backBounds?: Bounds;
  readonly frontBounds?: Bounds;
  /** Behind head and body. */
  readonly back?: (scene: FaceScene) => Distance;
  /** In front of the head; already without the face's opening. */
  readonly front?: (scene: FaceScene) => Distance;
  /** 0 is smooth, 1 is fully curled. */
  readonly texture: number;
  /** Number of strands that the shading hints at, per unit. */
  readonly strands: number;
  readonly alpha?: number;
  readonly steepness?: number;
  /** Shaded as ropes instead of strands. */
  readonly locs?: boolean;
}

export const HAIR: Readonly<Record<(typeof HAIR_STYLES)[number], HairStyle>> = {
  bald: { texture: 0, strands: 0 },
  buzz: {
    frontBounds: [-1.15, -1.25, 1.15, 0.2],
    texture: 0,
    strands: 0,
    alpha: 0.82,
    front: (scene) => open(cap(scene, 0.03), squareOpening(scene, -0.66, 0.86), 0.02),
  },
  crop: {
    frontBounds: [-1.3, -1.45, 1.3, 0.25],
    texture: 0.2,
    strands: 9,
    front: (scene) => {
      const { x } = scene.place(0);
      const opening = squareOpening(scene, -0.58, 0.84);
      const tufted: Distance = (u, v) =>
        opening(u, v) + 0.11 * Math.abs(Math.sin((u - x * 0.7) * 5 + 0.9)) - 0.05;
      const skull = cap(scene, 0.1);
      const dx = scene.shift(-0.1);
      const tufts: Distance = (u, v) =>
        v > -0.5 ? skull(u, v) : skull(u, v) - 0.1 * Math.abs(Math.sin((u - dx) * 4.4 + 0.5));
      return open(tufts, tufted, 0.1);
    },
  },
  quiff: {
    frontBounds: [-1.25, -1.6, 1.25, 0.25],
    texture: 0.1,
    strands: 8,
    front: (scene) => {
      const sides = open(cap(scene, 0.07), squareOpening(scene, -0.66, 0.84), 0.1);
      const dx = scene.place(0).x * 0.6;
      return (x, y) =>
        smoothUnion(
          sides(x, y),
          smoothUnion(
            ellipse(x - dx + 0.08, y + 1.02, 0.74, 0.34),
            ellipse(x - dx - 0.34, y + 1.2, 0.42, 0.28),
            0.2,
          ),
          0.12,
        );
    },
  },
  'side part': {
    frontBounds: [-1.3, -1.5, 1.3, 0.2],
    texture: 0.05,
    strands: 7,
    front: (scene) => {
      const skull = cap(scene, 0.1);
      const dx = scene.place(0).x * 0.5;
      const swept: Distance = (x, y) =>
        smoothUnion(skull(x, y), ellipse(x - dx - 0.2, y + 0.72, 0.9, 0.58), 0.15);
      return open(swept, partedOpening(scene, -0.42, -0.84, 0.88), 0.04);
    },
  },
  curls: {
    backBounds: [-1.5, -1.5, 1.5, 1.1],
    frontBounds: [-1.45, -1.45, 1.45, 0.35],
    texture: 0.8,
    strands: 0,
    back: (scene) => cloud(scene.shift(-0.2), -0.2, scene.width + 0.16, 1.1, 15, 0.12),
    front: (scene) => {
      const opening = squareOpening(scene, -0.5, 0.82);
      const { x } = scene.place(0);
      const scalloped: Distance = (u, v) =>
        opening(u, v) + 0.09 * Math.abs(Math.sin((u - x) * 5.5)) - 0.03;
      return open(
        cloud(scene.shift(-0.1), -0.16, scene.width + 0.12, 1.1, 15, 0.12),
        scalloped,
        0.2,
      );
    },
  },
  afro: {
    backBounds: [-1.65, -1.8, 1.65, 1.1],
    frontBounds: [-1.65, -1.75, 1.65, 0.2],
    texture: 1,
    strands: 0,
    back: (scene) => cloud(scene.shift(-0.2), -0.34, 1.42, 1.32, 21, 0.06),
    front: (scene) =>
      open(
        cloud(scene.shift(-0.15), -0.34, 1.4, 1.3, 21, 0.06),
        squareOpening(scene, -0.58, 0.86),
        0.05,
      ),
  },
  bob: {
    backBounds: [-1.5, -1.4, 1.5, 1.1],
    frontBounds: [-1.5, -1.4, 1.5, 1.1],
    texture: 0,
    strands: 8,
    back: (scene) => longMass(scene, 1.2, 0.95, 0),
    front: (scene) => {
      const { x } = scene.place(0);
      const opening = squareOpening(scene, -0.46, 0.8);
      const fringe: Distance = (u, v) => opening(u, v - 0.04 * Math.abs(Math.sin((u - x) * 6)));
      return open(longMass(scene, 1.18, 0.95, 0), fringe, 1);
    },
  },
  long: {
    backBounds: [-1.5, -1.4, 1.5, 2],
    frontBounds: [-1.5, -1.4, 1.5, 1.9],
    texture: 0,
    strands: 8,
    back: (scene) => longMass(scene, 1.18, 1.9, 0),
    front: (scene) => open(longMass(scene, 1.16, 1.75, 0), partedOpening(scene, 0, -0.94, 0.84), 2),
  },
  waves: {
    backBounds: [-1.65, -1.4, 1.65, 2],
    frontBounds: [-1.6, -1.4, 1.6, 1.8],
    texture: 0.35,
    strands: 5,
    steepness: 2.4,
    back: (scene) => longMass(scene, 1.3, 1.75, 0.08),
    front: (scene) =>
      open(longMass(scene, 1.26, 1.6, 0.08), partedOpening(scene, 0.4, -0.9, 0.84), 2),
  },
  ponytail: {
    backBounds: [-0.2, -1.4, 2, 0.8],
    frontBounds: [-1.25, -1.35, 1.25, 0.1],
    texture: 0.05,
    strands: 8,
    back: (scene) => {
      const dx = scene.shift(-0.4) - 0.06;
      const root = lock(0.5 + dx, -1.02, 0.98 + dx, -1.02, 0.13, 0.24);
      const fall = lock(1 + dx, -0.98, 1.24 + dx, -0.2, 0.25, 0.26);
      const tip = lock(1.24 + dx, -0.2, 1.1 + dx, 0.56, 0.26, 0.02);
      return (x, y) => smoothUnion(smoothUnion(root(x, y), fall(x, y), 0.2), tip(x, y), 0.15);
    },
    front: (scene) => open(cap(scene, 0.08), partedOpening(scene, 0.15, -0.78, 0.94), -0.02),
  },
  bun: {
    backBounds: [-0.8, -1.8, 0.8, -0.8],
    frontBounds: [-1.25, -1.35, 1.25, 0.1],
    texture: 0.05,
    strands: 8,
    back: (scene) => {
      const dx = scene.shift(-0.5);
      return (x, y) => ellipse(x - dx, y + 1.27, 0.46, 0.36);
    },
    front: (scene) => open(cap(scene, 0.08), partedOpening(scene, -0.1, -0.78, 0.94), -0.02),
  },
  braids: {
    backBounds: [-1.3, -1.35, 1.3, 1.3],
    frontBounds: [-1.55, -1.35, 1.55, 1.8],
    texture: 0.1,
    strands: 7,
    back: (scene) => cap(scene, 0.1),
    front: (scene) => {
      const crown = open(cap(scene, 0.1), partedOpening(scene, 0, -0.92, 0.86), 0.5);
      const dx = scene.shift(-0.15);
      const braid: Distance = (x, y) => {
        const u = Math.abs(x - dx) - scene.width - 0.06;
        // Beads of a plait: the width swells and narrows down its length.
        const swell = 0.17 + 0.05 * Math.abs(Math.cos(y * 8.5)) - 0.05 * Math.max(0, y - 0.9);
        return segment(u, y, -0.02, 0.3, 0.06, 1.5) - swell;
      };
      return (x, y) => Math.min(crown(x, y), braid(x, y));
    },
  },
  locs: {
    backBounds: [-1.55, -1.45, 1.55, 1.7],
    frontBounds: [-1.55, -1.45, 1.55, 1.6],
    texture: 0,
    strands: 0,
    locs: true,
    steepness: 2.4,
    back: (scene) => locsMass(scene, 1.22, 1.3),
    front: (scene) => open(locsMass(scene, 1.2, 1.15), partedOpening(scene, 0.12, -0.8, 0.84), 2),
  },
};
