// A whole row of the latent as the page handles it: z, which the tools move, and the rest – classes and codes – that stays
// as it is meanwhile. The run declares z first.

import {
  type CategoryLatent,
  type CodeLatent,
  type LatentControl,
  type LatentPart,
  type LatentRequest,
  latentParts,
} from '../../../lib/schema/latents';
import type { Vector } from './vectors';

/** What stands beside z. */
export type Beside = CategoryLatent | CodeLatent;

/** The controls beside z, each with its place in the rest of the row. */
export function besideZ(controls: readonly LatentControl[]): readonly LatentPart<Beside>[] {
  const beside = controls.filter((control) => control.kind !== 'gaussian');
  return latentParts(beside);
}

/** A request about z as one about whole rows. */
export function completed(request: LatentRequest, rest: Vector): LatentRequest {
  if (rest.length === 0) return request;
  const whole = (z: Vector): Vector => [...z, ...rest];
  const still = (direction: Vector): Vector => [...direction, ...rest.map(() => 0)];
  switch (request.kind) {
    case 'fixed':
      return request;
    case 'vectors':
      return { ...request, z: request.z.map(whole) };
    case 'path':
      return { ...request, from: whole(request.from), to: whole(request.to) };
    case 'plane':
      return {
        ...request,
        origin: whole(request.origin),
        u: still(request.u),
        v: still(request.v),
      };
  }
}

/** A class, or a place between two. */
export interface Mixture {
  readonly a: number;
  readonly b: number;
  /** Share of b, in [0, 1]. */
  readonly share: number;
}

/** The part of a row that stands for a mixture. */
export const mixturePart = (width: number, { a, b, share }: Mixture): Vector =>
  Array.from({ length: width }, (_, i) => (i === a ? 1 - share : 0) + (i === b ? share : 0));

/** What a part of a row stands for: its two largest numbers. */
export function mixtureOf(part: Vector): Mixture {
  const order = part.map((_, i) => i).sort((i, j) => (part[j] ?? 0) - (part[i] ?? 0) || i - j);
  const [a = 0, b = 0] = order;
  const total = (part[a] ?? 0) + (part[b] ?? 0);
  return { a, b, share: total > 0 ? (part[b] ?? 0) / total : 0 };
}

/** A copy of the rest with one part replaced. */
export const withPart = (rest: Vector, offset: number, part: Vector): Vector =>
  rest.map((old, i) => part[i - offset] ?? old);
