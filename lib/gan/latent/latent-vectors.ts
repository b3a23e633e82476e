// Turns what the page asks for (fixed samples, vectors, a path, a plane) into rows of z. Plain arithmetic, no tensors.

import { assertNever, PlaygroundError } from '../../schema/errors';
import type { LatentRequest } from '../../schema/latents';

/** At most this many samples per request, so that one click cannot stall training. */
export const MAX_LATENT_ROWS = 1024;

/** Between a and b at t in [0, 1] on a straight line. */
function lerp(a: readonly number[], b: readonly number[], t: number): number[] {
  return a.map((value, i) => value + ((b[i] ?? 0) - value) * t);
}

/**
 * Between a and b at t in [0, 1] along the arc between their directions, lengths interpolated as well.
 * Source: Shoemake 1985; for GANs White 2016, section 2.1 (arXiv:1609.04468). Parallel vectors fall back to the line, which is the same arc.
 */
export function slerp(a: readonly number[], b: readonly number[], t: number): number[] {
  const dot = a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  const cosine = dot / (Math.hypot(...a) * Math.hypot(...b));
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  const sine = Math.sin(angle);
  if (!(sine > 1e-6)) return lerp(a, b, t);
  const wa = Math.sin((1 - t) * angle) / sine;
  const wb = Math.sin(t * angle) / sine;
  return a.map((value, i) => wa * value + wb * (b[i] ?? 0));
}

const INTERPOLATE = { lerp, slerp } as const;

const count = (key: string, value: number, max: number): number => {
  if (!Number.isInteger(value) || value < 1 || value > max) {
    throw new PlaygroundError('config.outOfRange', { key, value, min: 1, max });
  }
  return value;
};

/**
 * The rows of the latent of a request.
 * @param fixed gives row i of the run's fixed latents
 * @param zDim so many numbers come first and are z; the others, such as classes, have no directions and go straight
 * @throws PlaygroundError config.outOfRange or config.wrongType for a count or a vector that does not fit
 */
export function latentRows(
  request: LatentRequest,
  width: number,
  fixed: (index: number) => readonly number[],
  zDim = width,
): readonly (readonly number[])[] {
  const vector = (key: string, z: readonly number[]): readonly number[] => {
    if (z.length !== width || !z.every(Number.isFinite)) {
      throw new PlaygroundError('config.wrongType', {
        key,
        expected: `${width} finite numbers`,
        actual: `${z.length} numbers`,
      });
    }
    return z;
  };
  switch (request.kind) {
    case 'fixed': {
      count('count', request.count, MAX_LATENT_ROWS);
      if (
        !Number.isInteger(request.first) ||
        request.first < 0 ||
        request.first + request.count > MAX_LATENT_ROWS
      ) {
        throw new PlaygroundError('config.outOfRange', {
          key: 'first',
          value: request.first,
          min: 0,
          max: MAX_LATENT_ROWS - request.count,
        });
      }
      return Array.from({ length: request.count }, (_, i) => fixed(request.first + i));
    }
    case 'vectors':
      count('z', request.z.length, MAX_LATENT_ROWS);
      return request.z.map((z) => vector('z', z));
    case 'path': {
      const steps = count('steps', request.steps, MAX_LATENT_ROWS);
      const from = vector('from', request.from);
      const to = vector('to', request.to);
      const between = INTERPOLATE[request.method];
      return Array.from({ length: steps }, (_, i) => {
        const t = steps === 1 ? 0 : i / (steps - 1);
        return [
          ...between(from.slice(0, zDim), to.slice(0, zDim), t),
          ...lerp(from.slice(zDim), to.slice(zDim), t),
        ];
      });
    }
    case 'plane': {
      const rows = count('rows', request.rows, MAX_LATENT_ROWS);
      const columns = count('columns', request.columns, MAX_LATENT_ROWS);
      count('rows × columns', rows * columns, MAX_LATENT_ROWS);
      const origin = vector('origin', request.origin);
      const u = vector('u', request.u);
      const v = vector('v', request.v);
      const at = (index: number, total: number): number =>
        total === 1 ? 0 : request.span * ((2 * index) / (total - 1) - 1);
      return Array.from({ length: rows * columns }, (_, i) => {
        const a = at(i % columns, columns);
        const b = -at(Math.floor(i / columns), rows);
        return origin.map((value, k) => value + a * (u[k] ?? 0) + b * (v[k] ?? 0));
      });
    }
    default:
      return assertNever(request);
  }
}
