// A hand: one imaginary writer, who prefers certain forms, slants and proportions and holds one kind of pen. Every digit of
// a hand is the hand's own form of a skeleton with the small differences of each time it is written. A hand belongs to the
// training part or to the held-out part, never to both, like a font.

import { createStream, type RandomStream } from '../../../lib/gan/rng';
import type { Ink } from './ink';
import { type Allograph, type Point, SKELETONS, type Stroke } from './skeletons';

/** Spread of a hand's own control points around the skeleton's, and of each writing around the hand's, in digit heights. */
const HAND_SPREAD = 0.03;
const WRITING_SPREAD = 0.016;

/** Pieces that each span between two points is cut into. */
const PIECES = 4;

export interface Hand {
  readonly id: number;
  /** Horizontal shift per height, positive leans to the right. */
  readonly slant: number;
  /** Width relative to the skeletons. */
  readonly breadth: number;
  /** Half-thickness of the pen in digit heights. */
  readonly pen: number;
  /** Preferred allograph by digit. */
  readonly forms: readonly Allograph[];
}

function pickForm(random: RandomStream, forms: readonly Allograph[]): Allograph {
  let rest = random.uniform() * forms.reduce((sum, { weight }) => sum + weight, 0);
  for (const form of forms) {
    rest -= form.weight;
    if (rest < 0) return form;
  }
  throw new Error('a digit needs at least one allograph');
}

export function createHand(seed: number, id: number): Hand {
  const random = createStream(seed, `hand ${id}`);
  return {
    id,
    slant: 0.1 + 0.2 * random.normal(),
    breadth: 1.14 * Math.exp(0.16 * random.normal()),
    pen: 0.07 * Math.exp(0.24 * random.normal()),
    forms: SKELETONS.map((forms) => pickForm(random, forms)),
  };
}

/** Catmull and Rom's spline through the points, as a polyline. */
function smoothed(stroke: Stroke): Point[] {
  const at = (k: number): Point => {
    const point = stroke[Math.min(stroke.length - 1, Math.max(0, k))];
    if (point === undefined) throw new Error('a stroke needs at least one point');
    return point;
  };
  const line: Point[] = [at(0)];
  for (let k = 0; k + 1 < stroke.length; k++) {
    const [p0, p1, p2, p3] = [at(k - 1), at(k), at(k + 1), at(k + 2)];
    for (let piece = 1; piece <= PIECES; piece++) {
      const t = piece / PIECES;
      const blend = (a: number, b: number, c: number, d: number) =>
        0.5 *
        (2 * b +
          (c - a) * t +
          (2 * a - 5 * b + 4 * c - d) * t * t +
          (3 * b - a - 3 * c + d) * t ** 3);
      line.push([blend(p0[0], p1[0], p2[0], p3[0]), blend(p0[1], p1[1], p2[1], p3[1])]);
    }
  }
  return line;
}

/** Moves every point; points at one place move together, so that joined strokes stay joined. */
function shaken(strokes: readonly Stroke[], random: RandomStream, spread: number): Stroke[] {
  const moved = new Map<string, Point>();
  return strokes.map((stroke) =>
    stroke.map(([x, y]): Point => {
      const key = `${x.toFixed(3)} ${y.toFixed(3)}`;
      const known = moved.get(key);
      if (known !== undefined) return known;
      const point: Point = [x + spread * random.normal(), y + spread * random.normal()];
      moved.set(key, point);
      return point;
    }),
  );
}

/** One digit as this hand writes it, differently each time. */
export function handInk(seed: number, hand: Hand, digit: number, random: RandomStream): Ink {
  // Now and then a writer uses another form than the usual one.
  const forms = SKELETONS[digit];
  const usual = hand.forms[digit];
  if (forms === undefined || usual === undefined) throw new Error(`no skeleton of ${digit}`);
  const form = random.uniform() < 0.1 ? pickForm(random, forms) : usual;
  const own = createStream(seed, `hand ${hand.id} digit ${digit} form ${forms.indexOf(form)}`);
  const strokes = shaken(shaken(form.strokes, own, HAND_SPREAD), random, WRITING_SPREAD);
  const lines = strokes.map((stroke) =>
    smoothed(stroke.map(([x, y]): Point => [x * hand.breadth - hand.slant * y, y])),
  );
  const segments = Float64Array.from(
    lines.flatMap((line) =>
      line.slice(1).flatMap(([x, y], k) => {
        const [px, py] = line[k] as Point;
        return [px, py, x - px, y - py];
      }),
    ),
  );
  const distance = (x: number, y: number): number => {
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < segments.length; i += 4) {
      const ax = x - (segments[i] as number);
      const ay = y - (segments[i + 1] as number);
      const dx = segments[i + 2] as number;
      const dy = segments[i + 3] as number;
      const t = Math.min(1, Math.max(0, (ax * dx + ay * dy) / (dx * dx + dy * dy + 1e-12)));
      const ex = ax - t * dx;
      const ey = ay - t * dy;
      const square = ex * ex + ey * ey;
      if (square < nearest) nearest = square;
    }
    return Math.sqrt(nearest) - hand.pen;
  };
  return { distance, halfWidth: hand.pen };
}
