// Bends a digit: a random affine map (stretch, slant, turn) and a smooth random displacement of the plane, as in Simard,
// Steinkraus and Platt 2003, "Best practices for convolutional neural networks applied to visual document analysis". The
// map goes from the picture to the digit, so that any distance function can be drawn through it.

import type { RandomStream } from '../../../lib/gan/rng';

export interface BendOptions {
  /** Mean and spread of the slant, horizontal shift per height; positive leans to the right. */
  readonly slant: number;
  readonly slantSpread: number;
  /** Spread of the turn, radians. */
  readonly turnSpread: number;
  /** Widening, and the spread of its logarithm. */
  readonly stretch: number;
  readonly stretchSpread: number;
  /** Typical displacement in digit heights. */
  readonly elastic: number;
}

export type Bend = (x: number, y: number) => readonly [x: number, y: number];

/** Nodes per side of the lattice that displacements are drawn on, over [-REACH, REACH]. */
const NODES = 5;
const REACH = 0.9;

/** Smooth interpolation of random values on the lattice; first derivatives are continuous. */
function smoothNoise(random: RandomStream): (x: number, y: number) => number {
  const values = random.normals(NODES * NODES);
  const ease = (t: number) => t * t * (3 - 2 * t);
  const place = (v: number) =>
    Math.min(NODES - 1.0001, Math.max(0, ((v + REACH) / (2 * REACH)) * (NODES - 1)));
  return (x, y) => {
    const u = place(x);
    const v = place(y);
    const column = Math.floor(u);
    const row = Math.floor(v);
    const fx = ease(u - column);
    const fy = ease(v - row);
    const i = row * NODES + column;
    const top = (values[i] as number) * (1 - fx) + (values[i + 1] as number) * fx;
    const bottom =
      (values[i + NODES] as number) * (1 - fx) + (values[i + NODES + 1] as number) * fx;
    return top * (1 - fy) + bottom * fy;
  };
}

export function randomBend(random: RandomStream, options: BendOptions): Bend {
  const turn = options.turnSpread * random.normal();
  const slant = options.slant + options.slantSpread * random.normal();
  const stretch = options.stretch * Math.exp(options.stretchSpread * random.normal());
  const amount = options.elastic * (0.5 + random.uniform());
  const dx = smoothNoise(random);
  const dy = smoothNoise(random);
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  return (x, y) => {
    const u = cos * x + sin * y;
    const v = cos * y - sin * x;
    const straight = (u + slant * v) / stretch;
    return [straight + amount * dx(x, y), v + amount * dy(x, y)];
  };
}
