// The options that describe an experiment, and their way into an ExperimentConfig. Everything about their values is left
// to the specs of lib/schema, so that a new parameter needs nothing here.

import { PICTURE_SIDES, type PictureSide } from '../../lib/gan/datasets/decode/decoded-images';
import type { Catalog } from '../../lib/schema/catalog';
import {
  CONFIG_VERSION,
  type ExperimentConfig,
  findArchitecture,
  findDataset,
  parseConfig,
} from '../../lib/schema/config';
import type { DataRef } from '../../lib/schema/data';
import { PlaygroundError } from '../../lib/schema/errors';
import { type ParamSpecs, paramFromText } from '../../lib/schema/params';
import { NODE_BACKENDS, type NodeBackend } from '../node-environment';
import { UsageError } from './command';

/** `--set data.KEY=VALUE` goes to the data set. */
const DATA_PREFIX = 'data.';
const DEFAULT_SIDE: PictureSide = 32;

export const EXPERIMENT_OPTIONS = {
  architecture: { type: 'string' },
  dataset: { type: 'string' },
  data: { type: 'string', multiple: true },
  'image-size': { type: 'string' },
  set: { type: 'string', multiple: true },
  seed: { type: 'string' },
  backend: { type: 'string', default: 'wasm' },
} as const;

export const EXPERIMENT_HELP = `  --architecture ID   see npm run catalog
  --dataset ID        a set of the catalog, or
  --data FILE         own images; repeat it for labels: IDX, NPY, NPZ, CIFAR-10, ZIP, PNG, JPEG, WebP
  --image-size N      side for own pictures: 28, 32 or 64 (32)
  --set KEY=VALUE     a setting of the architecture, or data.KEY=VALUE of the data set; repeat it for more
  --seed N            0 to 4294967295 (1)
  --backend ID        wasm, webgpu or cpu (wasm)`;

/** @throws UsageError unless the text is a whole number in [min, max] */
export function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new UsageError(
      `--${option} must be a whole number from ${min} to ${max}, but it is "${text}".`,
    );
  }
  return value;
}

/** @throws UsageError for a backend that Node does not have */
export function readBackend(text: string): NodeBackend {
  const backend = NODE_BACKENDS.find((name) => name === text);
  if (backend === undefined) {
    throw new UsageError(
      `--backend must be one of ${NODE_BACKENDS.join(', ')}, but it is "${text}".`,
    );
  }
  return backend;
}

/** @throws UsageError */
export function readPictureSide(text: string | undefined): PictureSide {
  const side =
    text === undefined ? DEFAULT_SIDE : PICTURE_SIDES.find((known) => String(known) === text);
  if (side === undefined) {
    throw new UsageError(`--image-size must be ${PICTURE_SIDES.join(', ')}, but it is "${text}".`);
  }
  return side;
}

/** The settings of `--set`, apart for the architecture and for the data set. */
export interface Settings {
  readonly model: ReadonlyMap<string, string>;
  readonly data: ReadonlyMap<string, string>;
}

/** @throws UsageError for a pair without "=", and for a key that is given twice */
export function readSettings(pairs: readonly string[]): Settings {
  const model = new Map<string, string>();
  const data = new Map<string, string>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--set takes KEY=VALUE, but it is "${pair}".`);
    const key = pair.slice(0, at);
    const isData = key.startsWith(DATA_PREFIX);
    const [target, name] = isData ? [data, key.slice(DATA_PREFIX.length)] : [model, key];
    if (target.has(name)) throw new UsageError(`--set ${key} is given twice; keep one.`);
    target.set(name, pair.slice(at + 1));
  }
  return { model, data };
}

/** @throws PlaygroundError config.unknownKey */
export function typedSettings(specs: ParamSpecs, texts: ReadonlyMap<string, string>) {
  return Object.fromEntries(
    [...texts].map(([key, text]) => {
      const spec = Object.hasOwn(specs, key) ? specs[key] : undefined;
      if (spec === undefined) {
        throw new PlaygroundError('config.unknownKey', { key, allowed: Object.keys(specs) });
      }
      return [key, paramFromText(spec, text)];
    }),
  );
}

export interface ExperimentOptions {
  readonly architecture: string;
  /** A set of the catalog by its id, or own data by reference. */
  readonly data: string | DataRef;
  readonly settings: Settings;
  readonly seed: string | undefined;
}

/** @throws PlaygroundError config.* for anything that is unknown or outside its spec */
export function experimentOf(catalog: Catalog, options: ExperimentOptions): ExperimentConfig {
  const { data, settings, seed = '1' } = options;
  const architecture = findArchitecture(catalog, options.architecture);
  const specs = typeof data === 'string' ? findDataset(catalog, data).params : {};
  const params = typedSettings(specs, settings.data);
  return parseConfig(catalog, {
    version: CONFIG_VERSION,
    seed: wholeNumber('seed', seed, 0, 2 ** 32 - 1),
    data: typeof data === 'string' ? { kind: 'builtin', id: data, params } : data,
    architecture: architecture.id,
    params: typedSettings(architecture.params, settings.model),
  });
}
