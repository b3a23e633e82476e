// `shapes`: one coloured shape on paper, with every factor of the picture known: shape, hue, size, angle, x and y. A fold
// through the shape's axis (one half a little darker) makes the angle visible even where the outline is symmetric, and the
// ranges are chosen so that no two settings give the same picture; hue and angle are open ranges, not circles.

import { createStream } from '../../rng';
import { flat, hex, material, oklch } from './colour';
import { box, circle, polygon, segment } from './distance';
import { type DrawnImages, type FactorValues, factor } from './drawn-images';
import { Painter } from './painter';
import { SHAPE_FACTORS, SHAPE_NAMES, SHAPES_SET, type ShapeName } from './shapes-set';

const corners = (count: number, radiusAt: (k: number) => number): Float64Array =>
  Float64Array.from({ length: 2 * count }, (_, i) => {
    const k = i >> 1;
    const angle = (2 * Math.PI * k) / count - Math.PI / 2;
    return radiusAt(k) * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  });

const TRIANGLE = corners(3, () => 1.12);
const STAR = corners(10, (k) => (k % 2 === 0 ? 1.12 : 0.52));

/** Rounds the corners of a polygon without growing it much. */
const ROUNDING = 0.08;

/** Distance from the flank of a cone with its tip at the origin, opening along v, that touches a circle at `reach` on its axis. */
function flank(u: number, v: number, reach: number, radius: number): number {
  const sine = radius / reach;
  return u * Math.sqrt(1 - sine * sine) - v * sine;
}

const LOBE = { x: 0.46, y: -0.36, radius: 0.5 };
const HEART_TIP = 1;

function heart(x: number, y: number): number {
  // One lobe and the body below it, mirrored at the axis; the flank runs from the tip and touches the lobe.
  const u = Math.abs(x);
  const lobe = circle(u - LOBE.x, y - LOBE.y, LOBE.radius);
  const reach = Math.hypot(LOBE.x, HEART_TIP - LOBE.y);
  const axisX = LOBE.x / reach;
  const axisY = (HEART_TIP - LOBE.y) / reach;
  const up = HEART_TIP - y;
  const side = flank(u * axisY - up * axisX, u * axisX + up * axisY, reach, LOBE.radius);
  return Math.min(lobe, Math.max(side, LOBE.y - y));
}

const BELLY = { y: 0.28, radius: 0.68 };
const DROP_TIP = -1.08;

function drop(x: number, y: number): number {
  // A round belly and straight flanks that touch it, meeting at the tip.
  const belly = circle(x, y - BELLY.y, BELLY.radius);
  const reach = BELLY.y - DROP_TIP;
  const side = flank(Math.abs(x), y - DROP_TIP, reach, BELLY.radius);
  const below = y - BELLY.y + (BELLY.radius * BELLY.radius) / reach;
  return Math.min(belly, Math.max(side, below));
}

/** Signed distance of each class at radius about 1. */
const SHAPES = {
  circle: (x: number, y: number) => circle(x, y, 0.9),
  square: (x: number, y: number) => box(x, y, 0.8, 0.8, 0.1),
  triangle: (x: number, y: number) => polygon(x, y - 0.12, TRIANGLE) - ROUNDING,
  star: (x: number, y: number) => polygon(x, y, STAR) - ROUNDING / 2,
  heart,
  cross: (x: number, y: number) =>
    Math.min(segment(x, y, -0.66, 0, 0.66, 0), segment(x, y, 0, -0.66, 0, 0.66)) - 0.3,
  moon: (x: number, y: number) => Math.max(circle(x, y, 0.95), -circle(x - 0.5, y + 0.12, 0.72)),
  drop,
} as const satisfies Readonly<Record<ShapeName, (x: number, y: number) => number>>;

const PAPER = { base: hex('#f5f1e8'), dark: hex('#e4ddcf'), light: hex('#ffffff') };
const SHADOW = flat(hex('#5d5a66'));
const INK = hex('#26203a');
const WHITE = hex('#ffffff');

/** The shadow falls to the lower right, as the light comes from the upper left, whatever the shape's own angle. */
const SHADOW_OFFSET = 0.07;

function paint(painter: Painter, values: FactorValues): void {
  const shape = SHAPE_NAMES[factor(values, 'shape')];
  if (shape === undefined) throw new Error('the shape factor is not an index of a class');
  const distance = SHAPES[shape];
  const scale = factor(values, 'size');
  const angle = (factor(values, 'angle') * Math.PI) / 180;
  const x = factor(values, 'x');
  const y = factor(values, 'y');
  const bounds = [-1.25, -1.25, 1.25, 1.25] as const;
  painter.background(PAPER, (u, v) => -0.35 * (u * u + v * v));
  painter.frame({ x: x + SHADOW_OFFSET, y: y + SHADOW_OFFSET, scale, angle });
  painter.fill({ bounds, distance, material: SHADOW, alpha: 0.35, soft: 0.12 / scale });
  painter.frame({ x, y, scale, angle });
  const hue = factor(values, 'hue');
  // Yellow is only yellow when it is light; at the lightness of the other hues it would be brown.
  const lightness = 0.68 + 0.13 * Math.exp(-(((hue - 100) / 32) ** 2));
  const colour = material(oklch(lightness, 0.17, hue), INK, WHITE, 0.34, 0.3);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  painter.fill({
    bounds,
    distance,
    material: colour,
    // The fold belongs to the shape, the light to the room.
    shade: (u, v) => {
      const light = -0.35 * (u * (cos + sin) + v * (cos - sin));
      const fold = u / (painter.pixel * 1.5);
      return 0.35 + light - (fold < 0 ? 0 : fold > 1 ? 0.85 : 0.85 * fold);
    },
  });
}

export const shapes = {
  ...SHAPES_SET,
  factorsOf(index, seed) {
    const random = createStream(seed, `shapes ${index}`);
    return Object.fromEntries(
      SHAPE_FACTORS.map((spec) => [
        spec.id,
        spec.kind === 'category'
          ? index % SHAPE_NAMES.length
          : random.uniformBetween(spec.min, spec.max),
      ]),
    );
  },
  createDrawer(size) {
    const painter = new Painter(size);
    return {
      paint(values, out, offset) {
        paint(painter, values);
        painter.write(out, offset);
      },
    };
  },
} as const satisfies DrawnImages;
