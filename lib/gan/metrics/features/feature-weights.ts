// The file format of a feature network: safetensors whose metadata state the network. Also for weights that a user brings,
// so it is read strictly.

import { tensor } from '@tensorflow/tfjs-core';
import { PlaygroundError } from '../../../schema/errors';
import { asRecord } from '../../../schema/params';
import type { Variables } from '../../layers/variables';
import { decodeSafetensors, encodeSafetensors, type SavedTensor } from '../../safetensors';
import {
  createFeatureNetwork,
  disposeNetwork,
  type FeatureNetwork,
  type FeatureNetworkSpec,
  parametersOf,
} from './feature-network';
import type { Head } from './feature-set';

const METADATA_KEY = 'feature-network';
/** A network above these sizes would stall the page; ours are far below. */
const LIMITS = {
  side: 256,
  filters: 512,
  convs: 12,
  units: 2048,
  kernel: 7,
  heads: 64,
  values: 1000,
};

const malformed = (problem: string): PlaygroundError<'checkpoint.malformed'> =>
  new PlaygroundError('checkpoint.malformed', { problem });

function text(value: unknown, what: string): string {
  if (typeof value !== 'string' || value.length === 0 || value.length > 200) {
    throw malformed(`${what} is no text`);
  }
  return value;
}

function whole(value: unknown, what: string, max: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > max) {
    throw malformed(`${what} is no whole number from 1 to ${max}`);
  }
  return value;
}

function finite(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw malformed(`${what} is no number`);
  return value;
}

function array(value: unknown, what: string, max: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > max) throw malformed(`${what} is no list`);
  return value;
}

function parseHead(raw: unknown): Head {
  const head = asRecord(raw, 'A head');
  const named = { id: text(head.id, 'the id of a head'), label: text(head.label, 'a label') };
  if (head.kind === 'category') {
    const values = array(head.values, 'the values of a head', LIMITS.values);
    return { kind: 'category', ...named, values: values.map((value) => text(value, 'a value')) };
  }
  if (head.kind !== 'continuous') throw malformed('a head is of no known kind');
  const [min, max] = [finite(head.min, 'min'), finite(head.max, 'max')];
  if (min >= max) throw malformed('min is not below max');
  return { kind: 'continuous', ...named, min, max };
}

/** @throws PlaygroundError checkpoint.malformed */
export function parseFeatureSpec(json: string): FeatureNetworkSpec {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    throw malformed('what it says of its network is not JSON');
  }
  const spec = asRecord(raw, 'A feature network');
  const channels = whole(spec.channels, 'channels', 3);
  if (channels === 2) throw malformed('channels is neither 1 nor 3');
  return {
    id: text(spec.id, 'id'),
    name: text(spec.name, 'name'),
    version: text(spec.version, 'version'),
    side: whole(spec.side, 'side', LIMITS.side),
    channels: channels === 1 ? 1 : 3,
    convs: array(spec.convs, 'convs', LIMITS.convs).map((item) => {
      const conv = asRecord(item, 'A convolution');
      return {
        filters: whole(conv.filters, 'filters', LIMITS.filters),
        kernel: whole(conv.kernel, 'kernel', LIMITS.kernel),
        stride: whole(conv.stride, 'stride', 2) === 1 ? 1 : 2,
      };
    }),
    units: whole(spec.units, 'units', LIMITS.units),
    heads: array(spec.heads, 'heads', LIMITS.heads).map(parseHead),
  };
}

/** Variables by part and order, so that no name of a layer is part of the format. */
const partsOf = ({ trunk, head }: FeatureNetwork): readonly (readonly [string, Variables])[] => [
  ['trunk', trunk.variables],
  ['head', head.variables],
];

const UNTRAINED = { seed: 0, dropout: 0 } as const;

const tensorName = (part: string, index: number): string =>
  `${part}/${Math.floor(index / 2)}/${index % 2 === 0 ? 'kernel' : 'bias'}`;

export async function encodeFeatureNetwork(network: FeatureNetwork): Promise<Uint8Array> {
  const tensors = new Map<string, SavedTensor>();
  for (const [part, variables] of partsOf(network)) {
    for (const [index, [, value]] of variables.all().entries()) {
      const data = (await value.data()).slice() as Float32Array;
      tensors.set(tensorName(part, index), { dtype: 'F32', shape: [...value.shape], data });
    }
  }
  return encodeSafetensors({ tensors, metadata: { [METADATA_KEY]: JSON.stringify(network.spec) } });
}

/** @throws PlaygroundError checkpoint.* for a file that is no feature network */
export function decodeFeatureNetwork(bytes: Uint8Array): FeatureNetwork {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const json = metadata[METADATA_KEY];
  if (json === undefined) throw malformed('it says nothing of a feature network');
  const spec = parseFeatureSpec(json);
  const planned = parametersOf(createFeatureNetwork(spec, { ...UNTRAINED, purpose: 'plan' }));
  let saved = 0;
  for (const { data } of tensors.values()) saved += data.length;
  // Before anything of that size is allocated.
  if (planned !== saved) {
    const what = 'the number of its weights';
    const counts = { expected: String(planned), actual: String(saved) };
    throw new PlaygroundError('checkpoint.mismatch', { what, ...counts });
  }
  const network = createFeatureNetwork(spec, { ...UNTRAINED, purpose: 'training' });
  try {
    load(network, tensors);
  } catch (error) {
    disposeNetwork(network);
    throw error;
  }
  return network;
}

function load(network: FeatureNetwork, tensors: ReadonlyMap<string, SavedTensor>): void {
  for (const [part, variables] of partsOf(network)) {
    for (const [index, [name, value]] of variables.all().entries()) {
      const saved = tensors.get(tensorName(part, index));
      const shape = saved?.shape.join(' × ') ?? 'missing';
      if (saved?.dtype !== 'F32' || shape !== value.shape.join(' × ')) {
        throw new PlaygroundError('checkpoint.mismatch', {
          what: tensorName(part, index),
          expected: value.shape.join(' × '),
          actual: shape,
        });
      }
      if (!saved.data.every(Number.isFinite)) throw malformed(`${name} is not finite`);
      const loaded = tensor(saved.data, [...saved.shape]);
      value.assign(loaded);
      loaded.dispose();
    }
  }
}
