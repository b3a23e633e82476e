// All variables that a model's future depends on, under the names that checkpoints use; copied out, and put back.

import { tensor, type Variable } from '@tensorflow/tfjs-core';
import { PlaygroundError } from '../../schema/errors';
import type { GanModel } from '../architecture';
import type { SavedTensor } from './checkpoint';

/** Networks, optimiser slots and averages by their checkpoint names. */
export function modelVariables(model: GanModel): ReadonlyMap<string, Variable> {
  const found = new Map<string, Variable>();
  for (const [name, network] of Object.entries(model.networks)) {
    for (const [key, variable] of network.variables.all()) found.set(`${name}/${key}`, variable);
  }
  for (const [name, optimizer] of Object.entries(model.optimizers)) {
    for (const [key, variable] of optimizer.slots) found.set(`optimizer/${name}/${key}`, variable);
  }
  for (const [name, slot] of Object.entries(model.emas)) {
    for (const [key, variable] of slot.current?.variables ?? [])
      found.set(`ema/${name}/${key}`, variable);
  }
  return found;
}

/** Reads every variable back. */
export async function readModelState(model: GanModel): Promise<ReadonlyMap<string, SavedTensor>> {
  const entries = [...modelVariables(model)].map(
    async ([name, variable]): Promise<readonly [string, SavedTensor]> => [
      name,
      // A backend may hand out its own memory, which the next step overwrites.
      { shape: variable.shape, values: ((await variable.data()) as Float32Array).slice() },
    ],
  );
  return new Map(await Promise.all(entries));
}

/**
 * Puts saved values into a model that was built from the same config.
 * @throws PlaygroundError checkpoint.mismatch when a name or a shape differs; the model is then not to be used
 */
export function writeModelState(model: GanModel, saved: ReadonlyMap<string, SavedTensor>): void {
  for (const [name, slot] of Object.entries(model.emas)) {
    slot.stop();
    if ([...saved.keys()].some((key) => key.startsWith(`ema/${name}/`))) slot.start();
  }
  const variables = modelVariables(model);
  for (const name of saved.keys()) {
    if (!variables.has(name)) {
      throw new PlaygroundError('checkpoint.mismatch', {
        what: `the tensor ${name}`,
        expected: 'absent',
        actual: 'there',
      });
    }
  }
  for (const [name, variable] of variables) {
    const value = saved.get(name);
    if (value === undefined || value.shape.join() !== variable.shape.join()) {
      throw new PlaygroundError('checkpoint.mismatch', {
        what: `the tensor ${name}`,
        expected: `[${variable.shape.join(', ')}]`,
        actual: value === undefined ? 'missing' : `[${value.shape.join(', ')}]`,
      });
    }
    // A copy, since the backend may adopt the array as the variable's own memory.
    const fresh = tensor(value.values.slice(), [...value.shape], 'float32');
    variable.assign(fresh);
    fresh.dispose();
  }
}
