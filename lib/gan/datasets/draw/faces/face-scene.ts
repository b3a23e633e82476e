// What every part of a face needs to know: the painter, the factors, the colours, and the geometry of a turned head. The
// head frame has its origin between the cheekbones, one unit is about half the head's width, y points down. Turning the
// head moves what lies in front one way and what lies behind the other: a cylinder seen from the front, no more.

import { box, ellipse, smoothstep } from '../distance';
import type { Painter, Placement } from '../painter';
import type { FaceFactors } from './face-factors';
import type { FacePalette } from './face-palette';

/** Picture units per head unit. */
const HEAD_SCALE = 0.6;

/** The head tilts about the top of the neck. */
const PIVOT = { x: 0, y: 0.68 };

/** The origin of the head frame lies this far above the pivot, in head units. */
const PIVOT_HEIGHT = 1;

/** Turn of the head at yaw 1. */
const MAX_YAW_RADIANS = 0.52;

/** Steepness of features that the turn narrows to 0.45 of their width. */
export const SQUEEZED = 3;

export const CHIN = 1.14;
export const CROWN = -1.14;
export const EYE_LINE = 0.1;

export interface Feature {
  /** Horizontal position in the head frame. */
  readonly x: number;
  /** How much the turn narrows a feature there, 1 is full width. */
  readonly narrow: number;
}

/** Where the head lies in the picture, [size * size] each; filled by `maskHead` before anything is painted. */
export interface HeadMasks {
  /** Coverage of the head, as a clip for what lies on its skin. */
  readonly onHead: Float32Array;
  /** 0 where the head hides everything behind it, else 1: a clip that only saves work. */
  readonly behindHead: Float32Array;
}

export interface FaceScene {
  readonly painter: Painter;
  readonly factors: FaceFactors;
  readonly palette: FacePalette;
  readonly head: Placement;
  /** Half-width of the head. */
  readonly width: number;
  /** Sine of the turn; positive looks to the right of the picture. */
  readonly turn: number;
  /** Signed distance to the head's outline. */
  readonly headDistance: (x: number, y: number) => number;
  /** Where a feature at u (−1…1 across the face) lies. */
  readonly place: (u: number) => Feature;
  /** Horizontal shift of what lies `depth` half-widths in front of the turning axis (behind it when negative). */
  readonly shift: (depth: number) => number;
  readonly masks: HeadMasks;
}

export function createScene(
  painter: Painter,
  factors: FaceFactors,
  palette: FacePalette,
  masks: HeadMasks,
): FaceScene {
  const width = factors.faceWidth;
  const yaw = factors.yaw * MAX_YAW_RADIANS;
  const turn = Math.sin(yaw);
  const facing = Math.cos(yaw);
  const angle = (factors.tilt * Math.PI) / 180;
  const { jaw } = factors;
  return {
    painter,
    factors,
    palette,
    head: {
      x: PIVOT.x + Math.sin(angle) * HEAD_SCALE * PIVOT_HEIGHT,
      y: PIVOT.y - Math.cos(angle) * HEAD_SCALE * PIVOT_HEIGHT,
      scale: HEAD_SCALE,
      angle,
    },
    width,
    turn,
    headDistance(x, y) {
      const round = ellipse(x, y, width, y < 0 ? -CROWN : CHIN);
      if (y < 0) return round;
      // The chin leans a little towards where the face looks.
      const square = box(x - turn * 0.08 * y, y - 0.3, width * 0.92, CHIN - 0.34, 0.55);
      return round + (square - round) * (0.15 + 0.85 * jaw) * smoothstep(0, 0.55, y);
    },
    place(u) {
      const depth = Math.sqrt(1 - u * u);
      return {
        x: width * (u * facing + 0.8 * depth * turn),
        narrow: Math.min(1, Math.max(0.45, facing - (0.8 * u * turn) / depth)),
      };
    },
    shift: (depth) => width * depth * turn,
    masks,
  };
}
