// An experiment as the hash of a link, in short readable pairs: `v=1&a=gan&d=ring&seed=7&size=M&lrD=0.001`. Only what differs
// from the preset of its size, or from the defaults of its data set, is written. Reading is as strict as everywhere: what is
// doubled, unknown or not quite a number is an error. The bounds are checked by lib/schema/config, not here.

import type { Catalog } from '../../lib/schema/catalog';
import {
  CONFIG_VERSION,
  changedKeys,
  dataKindOf,
  type ExperimentConfig,
  findArchitecture,
  findDataset,
  parseConfig,
  presetParams,
} from '../../lib/schema/config';
import { type DataRef, MAX_DRAWN_POINTS } from '../../lib/schema/data';
import { assertNever, PlaygroundError } from '../../lib/schema/errors';
import {
  defaultsOf,
  type ParamRecord,
  type ParamSpec,
  type ParamSpecs,
  type ParamValue,
  paramFromText,
} from '../../lib/schema/params';

/** Characters of a hash; longer links are cut off by some programs that pass them on. */
export const MAX_LINK_LENGTH = 8192;

/** Keys that no setting of an architecture may have. Keys with a dot belong to the data. */
export const RESERVED_LINK_KEYS = ['v', 'a', 'd', 'seed', 'points'] as const;

const DATA_PREFIX = 'd.';
const OWN_PREFIX = 'own.';
/** Drawn coordinates are whole hundredths. */
const POINT_SCALE = 100;
const BYTES_PER_COORDINATE = 2;

type Pair = readonly [key: string, encodedValue: string];

const malformed = (problem: string): PlaygroundError<'link.malformed'> =>
  new PlaygroundError('link.malformed', { problem });

/** Half a surrogate pair, which a file name may hold and a URL may not, becomes U+FFFD; only names can have one. */
const escaped = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformed('it has a damaged % sign');
  }
}

/** The commas of a list stay readable; numbers hold none. */
const pair = (key: string, value: ParamValue): Pair => [
  escaped(key),
  typeof value === 'object'
    ? value.map((one) => escaped(String(one))).join(',')
    : escaped(String(value)),
];

const paramPairs = (prefix: string, base: ParamRecord, values: ParamRecord): readonly Pair[] =>
  changedKeys(base, values).map((key) => pair(prefix + key, values[key] ?? ''));

/** Two bytes per coordinate, little-endian, in the URL-safe base64 of RFC 4648, section 5, without padding. */
function packPoints(points: readonly number[]): string {
  const bytes = new DataView(new ArrayBuffer(points.length * BYTES_PER_COORDINATE));
  points.forEach((value, i) => {
    bytes.setInt16(i * BYTES_PER_COORDINATE, Math.round(value * POINT_SCALE), true);
  });
  const binary = String.fromCharCode(...new Uint8Array(bytes.buffer));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function unpackPoints(text: string): readonly number[] {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) throw malformed('its points are damaged');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  if (binary.length % BYTES_PER_COORDINATE !== 0) throw malformed('its points are cut off');
  const count = binary.length / BYTES_PER_COORDINATE;
  if (count > 2 * MAX_DRAWN_POINTS)
    throw malformed(`it draws more than ${MAX_DRAWN_POINTS} points`);
  const bytes = new DataView(Uint8Array.from(binary, (byte) => byte.charCodeAt(0)).buffer);
  return Array.from(
    { length: count },
    (_, i) => bytes.getInt16(i * BYTES_PER_COORDINATE, true) / POINT_SCALE,
  );
}

function dataPairs(catalog: Catalog, data: DataRef): readonly Pair[] {
  switch (data.kind) {
    case 'builtin': {
      const base = defaultsOf(findDataset(catalog, data.id).params);
      return [pair('d', data.id), ...paramPairs(DATA_PREFIX, base, data.params)];
    }
    case 'drawn':
      return [pair('d', 'drawn'), ['points', packPoints(data.points)]];
    case 'own': {
      const { kind, classes, ...fields } = data;
      return [
        pair('d', kind),
        ...Object.entries(fields).map(([key, value]) => pair(OWN_PREFIX + key, value)),
        // A comma inside a name is escaped, so that those between names are the only ones. No pair is an empty list.
        ...(classes.length > 0
          ? [[`${OWN_PREFIX}classes`, classes.map(escaped).join(',')] as const]
          : []),
      ];
    }
    default:
      return assertNever(data);
  }
}

/**
 * @returns the hash without `#`
 * @throws PlaygroundError link.tooLong when the class names of an own set do not fit
 */
export function encodeExperiment(catalog: Catalog, config: ExperimentConfig): string {
  const architecture = findArchitecture(catalog, config.architecture);
  const { size } = config.params;
  // The size is always written: it is what all absent settings are relative to, and the default of a later page may differ.
  const { size: _, ...preset } = presetParams(
    architecture,
    dataKindOf(catalog, config.data),
    size === 'nano' || size === 'S' || size === 'M' || size === 'paper' ? size : 'S',
  );
  const hash = [
    pair('v', config.version),
    pair('a', config.architecture),
    ...dataPairs(catalog, config.data),
    pair('seed', config.seed),
    ...paramPairs('', preset, config.params),
  ]
    .map(([key, value]) => `${key}=${value}`)
    .join('&');
  if (hash.length > MAX_LINK_LENGTH) {
    throw new PlaygroundError('link.tooLong', { length: hash.length, limit: MAX_LINK_LENGTH });
  }
  return hash;
}

/** The pairs as they stand, values still escaped. A Map, since a key may be `__proto__`. */
function pairsOf(hash: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of hash.split('&')) {
    const at = part.indexOf('=');
    if (at < 1) throw malformed(`"${part.slice(0, 40)}" is no pair of a name and a value`);
    const key = unescaped(part.slice(0, at));
    if (pairs.has(key)) throw malformed(`"${key.slice(0, 40)}" comes twice`);
    pairs.set(key, part.slice(at + 1));
  }
  return pairs;
}

/** Takes a pair out. */
function take(pairs: Map<string, string>, key: string): string {
  const value = pairs.get(key);
  if (value === undefined) throw malformed(`"${key}" is missing`);
  pairs.delete(key);
  return value;
}

/** Takes the pairs with a prefix out, by the rest of their keys. */
function takePrefixed(pairs: Map<string, string>, prefix: string): Map<string, string> {
  const found = [...pairs].filter(([key]) => key.startsWith(prefix));
  for (const [key] of found) pairs.delete(key);
  return new Map(found.map(([key, value]) => [key.slice(prefix.length), value]));
}

/** Plain decimals only; anything else stays text, which the config refuses. `Number` would also take '' and '0x10'. */
const numberFrom = (text: string): unknown =>
  /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text) ? Number(text) : text;

function valueFrom(spec: ParamSpec | undefined, text: string): unknown {
  switch (spec?.kind) {
    case undefined:
      return text;
    case 'number':
      return numberFrom(text);
    case 'numbers':
      return text === '' ? [] : text.split(',').map(numberFrom);
    case 'toggle':
    case 'choice':
      return paramFromText(spec, text);
  }
}

const paramsFrom = (specs: ParamSpecs, pairs: ReadonlyMap<string, string>): object =>
  Object.fromEntries(
    [...pairs].map(([key, value]) => [
      key,
      valueFrom(Object.hasOwn(specs, key) ? specs[key] : undefined, unescaped(value)),
    ]),
  );

function takeData(catalog: Catalog, pairs: Map<string, string>): object {
  const id = unescaped(take(pairs, 'd'));
  switch (id) {
    case 'drawn':
      return { kind: 'drawn', points: unpackPoints(take(pairs, 'points')) };
    case 'own': {
      const { classes, ...fields } = Object.fromEntries(takePrefixed(pairs, OWN_PREFIX));
      const texts = Object.entries(fields).map(([key, value]) => [key, unescaped(value)] as const);
      return {
        kind: 'own',
        ...Object.fromEntries(
          texts.map(([key, text]) => [
            key,
            key === 'size' || key === 'channels' || key === 'count' ? numberFrom(text) : text,
          ]),
        ),
        classes: classes === undefined ? [] : classes.split(',').map(unescaped),
      };
    }
    default: {
      const { params } = findDataset(catalog, id);
      return {
        kind: 'builtin',
        id,
        params: paramsFrom(params, takePrefixed(pairs, DATA_PREFIX)),
      };
    }
  }
}

/**
 * @param hash with or without `#`; an empty one is no experiment, which the caller asks first
 * @throws PlaygroundError link.malformed, link.tooLong, or config.* for what the link says
 */
export function decodeExperiment(catalog: Catalog, hash: string): ExperimentConfig {
  const text = hash.replace(/^#/, '');
  if (text.length > MAX_LINK_LENGTH) {
    throw new PlaygroundError('link.tooLong', { length: text.length, limit: MAX_LINK_LENGTH });
  }
  const pairs = pairsOf(text);
  const version = unescaped(take(pairs, 'v'));
  if (version !== String(CONFIG_VERSION)) {
    throw new PlaygroundError('config.version', {
      version: version.slice(0, 40),
      supported: CONFIG_VERSION,
    });
  }
  const architecture = findArchitecture(catalog, unescaped(take(pairs, 'a')));
  const seed = numberFrom(unescaped(take(pairs, 'seed')));
  const data = takeData(catalog, pairs);
  return parseConfig(catalog, {
    version: CONFIG_VERSION,
    seed,
    data,
    architecture: architecture.id,
    params: paramsFrom(architecture.params, pairs),
  });
}
