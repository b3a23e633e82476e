// What a run will hold in memory, estimated from a plan before anything is built.

import type { ParamRecord } from '../../schema/params';
import type { GanModel } from '../architecture';

const MEGABYTE = 1024 * 1024;

/** Variables, two optimiser slots and a gradient each, a safe copy, and the values of one step. */
export function estimateMegabytes(model: GanModel, params: ParamRecord): number {
  const floats = Object.values(model.networks)
    .flatMap(({ layers }) => layers)
    .reduce((sum, { parameters }) => sum + parameters, 0);
  return (4 * (6 * floats + model.activationFloats(params))) / MEGABYTE;
}
