// What a toy distribution of points is: a named sampler with, where theory gives it, the exact density and the modes.
// The optimal discriminator, mode coverage and the divergences are computed from these, so they must describe the sampler
// exactly. Not a data set of stored points: every batch is drawn anew.

import {
  defaultsOf,
  type ParamRecord,
  type ParamSpecs,
  type ParamValues,
  parseParams,
} from '../../../schema/params';
import type { RandomStream } from '../../rng';

/** One component that a generator can miss. */
export interface PointMode {
  /** [dim] */
  readonly center: readonly number[];
  /** Standard deviation, the largest one where directions differ. */
  readonly sigma: number;
  /** Share of the points; all shares sum to 1. */
  readonly weight: number;
}

/** What the points are told apart by where they have no modes. */
export interface PointClasses {
  readonly count: number;
  /** The class of the point at (x, y). */
  of(x: number, y: number): number;
}

export interface PointSource {
  /** `count` independent points, [count * dim] row by row. */
  sample(random: RandomStream, count: number): Float32Array;
  /** The sampler's probability density, integrating to 1; `y` is ignored when dim is 1. */
  readonly density?: (x: number, y: number) => number;
  readonly modes?: readonly PointMode[];
  /** Absent where the modes are the classes, or there are none. */
  readonly classes?: PointClasses;
  /** Half-width of the square (or interval) around the origin that holds at least 99.9 % of the points. */
  readonly extent: number;
}

export interface PointDistribution {
  readonly id: string;
  readonly dim: 1 | 2;
  readonly label: string;
  /** One sentence for a learner. */
  readonly help: string;
  readonly params: ParamSpecs;
  /**
   * @param params some or all settings; the rest take their defaults
   * @param drawnPoints points of the user, [n * 2]; read only by the distribution that is drawn by hand
   * @throws PlaygroundError config.* for a setting outside its spec; data.noPoints where drawn points are needed
   */
  create(params?: ParamRecord, drawnPoints?: Float32Array): PointSource;
}

interface PointsDefinition<Id extends string, S extends ParamSpecs>
  extends Omit<PointDistribution, 'id' | 'params' | 'create'> {
  readonly id: Id;
  readonly params: S;
  readonly create: (params: ParamValues<S>, drawnPoints: Float32Array | undefined) => PointSource;
}

/** Checks the settings once at the border, so that a definition sees complete and valid values. */
export function definePoints<const Id extends string, const S extends ParamSpecs>(
  definition: PointsDefinition<Id, S>,
): PointDistribution & { readonly id: Id } {
  const defaults: ParamRecord = defaultsOf<ParamSpecs>(definition.params);
  return {
    ...definition,
    create(params = {}, drawnPoints) {
      // parseParams has checked every value against the spec that ParamValues<S> is inferred from.
      const values = parseParams(definition.params, defaults, params) as ParamValues<S>;
      return definition.create(values, drawnPoints);
    },
  };
}
