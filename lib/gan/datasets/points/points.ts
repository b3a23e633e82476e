// The registry of toy distributions, in the order that the page lists them.

import { checkerboard } from './checkerboard';
import { drawn } from './drawn';
import { gaussian, gaussian1d } from './gaussian';
import { grid } from './grid';
import { line } from './line';
import { mixture, mixture1d } from './mixture';
import { moons } from './moons';
import type { PointDistribution } from './point-distribution';
import { ring } from './ring';
import { spiral } from './spiral';

export const POINT_DISTRIBUTIONS = [
  gaussian1d,
  mixture1d,
  gaussian,
  mixture,
  line,
  ring,
  grid,
  moons,
  spiral,
  checkerboard,
  drawn,
] as const satisfies readonly PointDistribution[];

export type PointDistributionId = (typeof POINT_DISTRIBUTIONS)[number]['id'];
