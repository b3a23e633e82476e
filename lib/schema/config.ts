// The one description of an experiment, used by page, worker, URL, file and command line: complete, immutable,
// serialisable. Parsing is strict: unknown keys and values outside their spec are errors, nothing is clamped.

import type { ArchitectureEntry, Catalog, SizeId } from './catalog';
import {
  type DataEntry,
  type DataInfo,
  type DataKind,
  type DataRef,
  DRAWN_EXTENT,
  MAX_DRAWN_POINTS,
} from './data';
import { PlaygroundError } from './errors';
import {
  asRecord,
  defaultsOf,
  integer,
  type ParamRecord,
  type ParamSpecs,
  parseParam,
  parseParams,
  rejectUnknownKeys,
  sameParam,
  shown,
} from './params';

export const CONFIG_VERSION = 1;

export interface ExperimentConfig {
  readonly version: typeof CONFIG_VERSION;
  /** Unsigned 32-bit; every random stream of the run derives from it. */
  readonly seed: number;
  readonly data: DataRef;
  /** Id of the architecture. */
  readonly architecture: string;
  /** A value for every spec of the architecture. */
  readonly params: ParamRecord;
}

export const MAX_SEED = 4294967295;

const SEED = integer({
  label: 'Seed',
  help: 'The same seed gives the same run.',
  group: 'training',
  default: 1,
  min: 0,
  max: MAX_SEED,
});

/** @throws PlaygroundError config.unknownChoice when there is no such architecture. */
export function findArchitecture(catalog: Catalog, id: string): ArchitectureEntry {
  const entry = catalog.architectures.find((candidate) => candidate.id === id);
  if (entry === undefined) {
    throw new PlaygroundError('config.unknownChoice', {
      key: 'architecture',
      value: id,
      allowed: catalog.architectures.map((candidate) => candidate.id),
    });
  }
  return entry;
}

/** @throws PlaygroundError config.unknownChoice when there is no such data set. */
export function findDataset(catalog: Catalog, id: string): DataEntry {
  const entry = catalog.datasets.find((candidate) => candidate.id === id);
  if (entry === undefined) {
    throw new PlaygroundError('config.unknownChoice', {
      key: 'dataset',
      value: id,
      allowed: catalog.datasets.map((candidate) => candidate.id),
    });
  }
  return entry;
}

/** Whether an experiment's data are points or images. */
export function dataKindOf(catalog: Catalog, ref: DataRef): DataKind {
  switch (ref.kind) {
    case 'builtin':
      return findDataset(catalog, ref.id).info.kind;
    case 'drawn':
      return 'points';
    case 'own':
      return 'images';
  }
}

/** The complete values of a model size on a kind of data: the specs' defaults with the preset over them. */
export function presetParams(
  architecture: Pick<ArchitectureEntry, 'params' | 'presets'>,
  kind: DataKind,
  size: SizeId,
): ParamRecord {
  return {
    ...defaultsOf(architecture.params),
    ...architecture.presets[kind]?.[size],
    ...('size' in architecture.params ? { size } : {}),
  };
}

const isSize = (value: unknown): value is SizeId =>
  value === 'nano' || value === 'S' || value === 'M' || value === 'paper';

/** Completes partial settings of an architecture: the preset of the size they name (or of the default size) comes first. */
export function completeParams(
  architecture: Pick<ArchitectureEntry, 'params' | 'presets'>,
  kind: DataKind,
  raw: unknown,
): ParamRecord {
  const given = asRecord(raw, 'The settings');
  const size = Object.hasOwn(given, 'size') ? given.size : architecture.params.size?.default;
  return parseParams(
    architecture.params,
    presetParams(architecture, kind, isSize(size) ? size : 'S'),
    given,
  );
}

const text = (key: string, value: unknown, limit: number): string => {
  if (typeof value !== 'string' || value.length > limit) {
    throw new PlaygroundError('config.wrongType', {
      key,
      expected: `a text of at most ${limit} characters`,
      actual: typeof value === 'string' ? `${value.length} characters long` : typeof value,
    });
  }
  return value;
};

const whole = (key: string, value: unknown, min: number, max: number): number =>
  parseParam(key, { ...SEED, min, max }, value) as number;

const array = (key: string, value: unknown, limit: number): readonly unknown[] => {
  if (!Array.isArray(value) || value.length > limit) {
    throw new PlaygroundError('config.wrongType', {
      key,
      expected: `a list of at most ${limit} entries`,
      actual: Array.isArray(value) ? `${value.length} entries long` : typeof value,
    });
  }
  return value;
};

/** @throws PlaygroundError when the reference is malformed or names an unknown data set. */
export function parseDataRef(catalog: Catalog, raw: unknown): DataRef {
  const given = asRecord(raw, 'The data set');
  switch (given.kind) {
    case 'builtin': {
      rejectUnknownKeys(given, ['kind', 'id', 'params']);
      const entry = findDataset(catalog, text('dataset', given.id, 100));
      return {
        kind: 'builtin',
        id: entry.id,
        params: parseParams(entry.params, defaultsOf(entry.params), given.params ?? {}),
      };
    }
    case 'drawn': {
      rejectUnknownKeys(given, ['kind', 'points']);
      const values = array('points', given.points, 2 * MAX_DRAWN_POINTS);
      if (values.length < 2 || values.length % 2 !== 0) {
        throw new PlaygroundError('config.wrongType', {
          key: 'points',
          expected: 'pairs of coordinates, at least one',
          actual: `${values.length} numbers`,
        });
      }
      const bounds = { ...SEED, integer: false, min: -DRAWN_EXTENT, max: DRAWN_EXTENT };
      return {
        kind: 'drawn',
        points: values.map((value) => parseParam('points', bounds, value) as number),
      };
    }
    case 'own': {
      rejectUnknownKeys(given, ['kind', 'name', 'sha256', 'size', 'channels', 'count', 'classes']);
      const sha256 = text('sha256', given.sha256, 64);
      if (!/^[0-9a-f]{64}$/.test(sha256)) {
        throw new PlaygroundError('config.wrongType', {
          key: 'sha256',
          expected: '64 hexadecimal digits',
          actual: `"${sha256}"`,
        });
      }
      const channels = whole('channels', given.channels, 1, 3);
      if (channels === 2) {
        throw new PlaygroundError('config.wrongType', {
          key: 'channels',
          expected: '1 or 3',
          actual: '2',
        });
      }
      return {
        kind: 'own',
        name: text('name', given.name, 200),
        sha256,
        size: whole('size', given.size, 8, 256),
        channels: channels === 1 ? 1 : 3,
        count: whole('count', given.count, 1, 10_000_000),
        classes: array('classes', given.classes, 256).map((name) => text('classes', name, 200)),
      };
    }
    default:
      throw new PlaygroundError('config.unknownChoice', {
        key: 'data',
        value: shown(given.kind),
        allowed: ['builtin', 'drawn', 'own'],
      });
  }
}

/**
 * Reads an experiment; settings that are absent take the value of the preset.
 * @throws PlaygroundError with a config.* code for anything unknown or out of range
 */
export function parseConfig(catalog: Catalog, raw: unknown): ExperimentConfig {
  const given = asRecord(raw, 'The experiment');
  rejectUnknownKeys(given, ['version', 'seed', 'data', 'architecture', 'params']);
  if (given.version !== CONFIG_VERSION) {
    throw new PlaygroundError('config.version', {
      version: shown(given.version),
      supported: CONFIG_VERSION,
    });
  }
  const architecture = findArchitecture(catalog, text('architecture', given.architecture, 100));
  const data = parseDataRef(catalog, given.data);
  const kind = dataKindOf(catalog, data);
  if (architecture.presets[kind] === undefined) {
    throw new PlaygroundError('config.incompatible', {
      architecture: architecture.id,
      reason: `it does not train on ${kind}.`,
    });
  }
  return {
    version: CONFIG_VERSION,
    seed: parseParam('seed', SEED, given.seed) as number,
    data,
    architecture: architecture.id,
    params: completeParams(architecture, kind, given.params ?? {}),
  };
}

/** The settings of `next` that differ from `applied`; empty when a run with `applied` already does what `next` says. */
export function changedKeys(applied: ParamRecord, next: ParamRecord): readonly string[] {
  return Object.keys(next).filter((key) => !sameParam(next[key], applied[key]));
}

/** The changed settings that a running model cannot take. */
export function keysNeedingReset(
  specs: ParamSpecs,
  applied: ParamRecord,
  next: ParamRecord,
): readonly string[] {
  return changedKeys(applied, next).filter((key) => specs[key]?.live === false);
}

/** What the data of a reference look like when that follows from the reference and the catalog alone. */
export function knownDataInfo(catalog: Catalog, ref: DataRef): DataInfo {
  switch (ref.kind) {
    case 'builtin': {
      const { info } = findDataset(catalog, ref.id);
      // Sets that come in several sizes say so by this one setting; no other changes what data look like.
      const { size } = ref.params;
      return info.kind === 'images' && size !== undefined ? { ...info, size: Number(size) } : info;
    }
    case 'drawn':
      return { kind: 'points', dim: 2, extent: DRAWN_EXTENT, hasDensity: false, modes: 0 };
    case 'own':
      return {
        kind: 'images',
        size: ref.size,
        channels: ref.channels,
        count: ref.count,
        classes: ref.classes,
        factors: [],
      };
  }
}
