// Hair: one entry per style, each a mass behind the head, an outline in front of it and the opening through which the face
// looks out. The opening turns with the face, the mass behind moves against it, so that a turned head looks solid.

import type { Material } from '../colour';
import {
  along,
  box,
  circle,
  ellipse,
  segment,
  smoothIntersection,
  smoothstep,
  smoothUnion,
} from '../distance';
import type { Bounds } from '../painter';
import type { HAIR_STYLES } from './face-factors';
import { CROWN, type FaceScene } from './face-scene';

type Distance = (x: number, y: number) => number;

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

/** The skull with hair of some thickness on it. */
const cap = ({ width, shift }: FaceScene, thickness: number): Distance => {
  const dx = shift(-0.1);
  return (x, y) => ellipse(x - dx, y + 0.02, width + thickness, -CROWN + thickness);
};

/** Cuts the opening of the face and everything below `hem` out of an outline. */
const open =
  (outline: Distance, opening: Distance, hem: number): Distance =>
  (x, y) =>
    smoothIntersection(Math.max(outline(x, y), -opening(x, y)), y - hem, 0.14);

/** A flat forehead with rounded temples. */
const squareOpening = (scene: FaceScene, forehead: number, side: number): Distance => {
  const { x, narrow } = scene.place(0);
  const w = side * scene.width * (0.5 + 0.5 * narrow);
  return (u, v) => box(u - x * 0.65, v - forehead - 1.2, w, 1.2, 0.3);
};

/** Two arcs that meet at a point: hair parted at `part` (−1…1) and swept to both sides. */
const partedOpening = (scene: FaceScene, part: number, top: number, side: number): Distance => {
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
const lock =
  (ax: number, ay: number, bx: number, by: number, ra: number, rb: number): Distance =>
  (x, y) =>
    segment(x, y, ax, ay, bx, by) - ra - (rb - ra) * along(x, y, ax, ay, bx, by);

/** A cloud: an ellipse whose edge swells `lobes` times around. */
const cloud =
  (cx: number, cy: number, a: number, b: number, lobes: number, swell: number): Distance =>
  (x, y) => {
    const smooth = ellipse(x - cx, y - cy, a, b);
    // Away from the edge the lobes change nothing, and the angle is dear.
    if (smooth < -swell || smooth > 3 * swell) return smooth;
    const angle = Math.atan2((y - cy) / b, (x - cx) / a);
    return smooth - swell * Math.abs(Math.sin((lobes * angle) / 2));
  };

const longMass = (scene: FaceScene, half: number, bottom: number, wave: number): Distance => {
  const dx = scene.shift(-0.25);
  const crown = cap(scene, 0.14);
  return (x, y) => {
    const ripple = wave * Math.sin(y * 7 + 0.4 * x);
    const fall = box(x - dx + ripple, y - bottom / 2, half * scene.width, bottom / 2, 0.4);
    return smoothUnion(crown(x, y), fall, 0.25);
  };
};

/** Ropes per head unit. */
const LOCS = 4.2;

/** A mass of ropes: each ends in its own round tip and bulges a little at the sides. */
const locsMass = (scene: FaceScene, half: number, bottom: number): Distance => {
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
