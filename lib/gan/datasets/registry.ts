// Every data set by id, and the way from a reference to a source of batches: points are sampled, drawn sets are drawn on
// load by the code that defines them, shipped and installed sets are read from files, own sets come from the user.

import type { DataEntry, DataInfo, DataRef } from '../../schema/data';
import { assertNever, PlaygroundError } from '../../schema/errors';
import { choice, defaultsOf, type ParamRecord } from '../../schema/params';
import { sha256Hex } from '../sha256';
import type { DecodedImages } from './decode/decoded-images';
import { type DrawnImages, type DrawnSetInfo, drawImages } from './draw/drawn-images';
import { DRAWN_SETS } from './draw/drawn-sets';
import { DIGITS } from './embedded';
import type { ManifestEntry } from './manifest';
import { drawn as drawnPoints } from './points/drawn';
import type { PointDistribution } from './points/point-distribution';
import { POINT_DISTRIBUTIONS } from './points/points';
import type { DataSource, ImageSource } from './source';

export interface SourceContext {
  /** Bytes of a file below public/datasets. Throws PlaygroundError data.download. */
  readBytes(path: string): Promise<Uint8Array>;
  /** A user's own decoded set. */
  ownImages(sha256: string): DecodedImages | undefined;
  /** Sets that the user installed. */
  readonly installed: readonly ManifestEntry[];
  onProgress(done: number, total: number): void;
  /** Lets other messages in; called between slices of work; throws when the load was cancelled. */
  breathe(): Promise<void>;
  /** Monotonic milliseconds; injected, since the library has no clock. */
  now(): number;
}

/** Image sets that are drawn on load are drawn with one fixed seed, so that a data set is the same in every run. */
const DRAWING_SEED = 1;
/** Of a drawn set, this share is held out for measuring. */
const HELD_OUT_SHARE = 0.1;
/** Drawing stops this often to let other messages in. */
const SLICE_MS = 25;

/** Point distributions of the catalog; drawn points are a reference of their own kind. */
const LISTED_POINTS: readonly PointDistribution[] = POINT_DISTRIBUTIONS.filter(
  ({ id }) => id !== drawnPoints.id,
);

function pointsInfo(distribution: PointDistribution, params: ParamRecord): DataInfo {
  const { extent, density, modes, classes } = distribution.create(params);
  return {
    kind: 'points',
    dim: distribution.dim,
    extent,
    hasDensity: density !== undefined,
    modes: modes?.length ?? 0,
    ...(classes === undefined ? {} : { classes: classes.count }),
  };
}

const trainCountOf = (total: number): number => total - Math.floor(total * HELD_OUT_SHARE);

function drawnParams(set: DrawnSetInfo) {
  const [first = 32] = set.sizes;
  return set.sizes.length < 2
    ? {}
    : {
        size: choice({
          label: 'Size',
          help: 'Side of the images in pixels; larger ones train slower.',
          group: 'data',
          live: false,
          options: set.sizes.map((size) => ({ id: String(size), label: `${size} × ${size}` })),
          default: String(first),
        }),
      };
}

const drawnSize = (set: DrawnSetInfo, params: ParamRecord): number =>
  Number(params.size ?? set.sizes[0] ?? 32);

function fileEntry(entry: ManifestEntry, help: string, installed: boolean): DataEntry {
  return {
    id: entry.id,
    label: entry.label,
    help,
    params: {},
    info: {
      kind: 'images',
      size: entry.size,
      channels: entry.channels,
      count: entry.trainCount,
      classes: entry.classes,
      factors: [],
    },
    installed,
    licence: entry.licence,
  };
}

const OURS = 'Made by this project; same licence as the program.';

/** The catalog's list of data sets. */
export function datasetEntries(installed: readonly ManifestEntry[]): readonly DataEntry[] {
  return [
    ...LISTED_POINTS.map((distribution) => ({
      id: distribution.id,
      label: distribution.label,
      help: distribution.help,
      params: distribution.params,
      info: pointsInfo(distribution, defaultsOf(distribution.params)),
      installed: false,
      licence: OURS,
    })),
    fileEntry(
      DIGITS,
      'Digits in many handwriting-like fonts, bent and stretched; ten classes.',
      false,
    ),
    ...DRAWN_SETS.map(({ info: set }): DataEntry => {
      const params = drawnParams(set);
      return {
        id: set.id,
        label: set.label,
        help: set.help,
        params,
        info: {
          kind: 'images',
          size: drawnSize(set, defaultsOf(params)),
          channels: 3,
          count: trainCountOf(set.count),
          classes: set.classes,
          factors: set.factors.map(({ id, label }) => ({ id, label })),
        },
        installed: false,
        licence: OURS,
      };
    }),
    ...installed.map((entry) => fileEntry(entry, 'A set that you installed.', true)),
  ];
}

async function drawSet(
  set: DrawnImages,
  size: number,
  context: SourceContext,
  heldOutShare = HELD_OUT_SHARE,
): Promise<ImageSource> {
  const pixels = new Uint8Array(set.count * size * size * 3);
  const labels = new Uint8Array(set.count);
  const factorValues = new Float32Array(set.count * set.factors.length);
  let slice = 32;
  for (let from = 0; from < set.count; ) {
    const count = Math.min(slice, set.count - from);
    const started = context.now();
    const batch = drawImages(set, { seed: DRAWING_SEED, size, from, count });
    pixels.set(batch.images, from * size * size * 3);
    labels.set(batch.labels, from);
    factorValues.set(batch.factors, from * set.factors.length);
    from += count;
    const took = context.now() - started;
    slice = Math.max(
      1,
      took > SLICE_MS ? Math.floor(slice / 2) : took < SLICE_MS / 2 ? slice * 2 : slice,
    );
    context.onProgress(from, set.count);
    await context.breathe();
  }
  return {
    kind: 'images',
    size,
    channels: 3,
    count: set.count - Math.floor(set.count * heldOutShare),
    total: set.count,
    pixels,
    labels,
    classes: set.classes,
    factors: set.factors.map(({ id, label }) => ({ id, label })),
    factorValues,
  };
}

async function readSet(entry: ManifestEntry, context: SourceContext): Promise<ImageSource> {
  const files = [];
  for (const { path, bytes, sha256 } of entry.files) {
    const content = await context.readBytes(path);
    if (content.length !== bytes) {
      throw new PlaygroundError('data.truncated', {
        format: entry.label,
        expectedBytes: bytes,
        actualBytes: content.length,
      });
    }
    const actual = sha256Hex(content);
    if (actual !== sha256) {
      throw new PlaygroundError('data.checksum', { name: path, expected: sha256, actual });
    }
    files.push({ name: path.split('/').at(-1) ?? path, path, bytes: content });
  }
  // Fetched when a file is read: points and drawn sets need no decoder.
  const { decodeFiles } = await import('./decode/detect');
  const images = await decodeFiles(files, {
    size: entry.size === 64 ? 64 : entry.size === 32 ? 32 : 28,
    // The listed sets are arrays; none holds compressed pictures.
    decodeImage: () => Promise.reject(new Error('no pictures expected')),
    onProgress: context.onProgress,
  });
  return {
    ...ownSource(images),
    count: entry.trainCount,
    classes: entry.classes.length > 0 ? entry.classes : images.classes,
  };
}

function ownSource(images: DecodedImages): ImageSource {
  return {
    kind: 'images',
    size: images.size,
    channels: images.channels,
    count: images.count,
    total: images.count,
    pixels: images.pixels,
    labels: images.labels,
    classes: images.classes,
    factors: [],
    factorValues: null,
  };
}

async function openBuiltin(
  id: string,
  params: ParamRecord,
  context: SourceContext,
): Promise<DataSource> {
  const distribution = LISTED_POINTS.find((candidate) => candidate.id === id);
  if (distribution !== undefined) {
    return { kind: 'points', dim: distribution.dim, ...distribution.create(params) };
  }
  const drawn = DRAWN_SETS.find(({ info }) => info.id === id);
  if (drawn !== undefined) {
    return drawSet(await drawn.open(), drawnSize(drawn.info, params), context);
  }
  const entry = [DIGITS, ...context.installed].find((candidate) => candidate.id === id);
  if (entry !== undefined) return readSet(entry, context);
  throw new PlaygroundError('data.missing', { name: id });
}

/**
 * Opens the data that a reference names.
 * @throws PlaygroundError data.missing for own data that is not loaded, data.download or data.* for a file that cannot be read
 */
export async function openSource(ref: DataRef, context: SourceContext): Promise<DataSource> {
  switch (ref.kind) {
    case 'builtin':
      return openBuiltin(ref.id, ref.params, context);
    case 'drawn':
      return {
        kind: 'points',
        dim: 2,
        ...drawnPoints.create({}, Float32Array.from(ref.points)),
      };
    case 'own': {
      const images = context.ownImages(ref.sha256);
      if (images === undefined) {
        throw new PlaygroundError('data.missing', { name: ref.name, sha256: ref.sha256 });
      }
      return ownSource(images);
    }
    default:
      return assertNever(ref);
  }
}

/**
 * Enough of a set that is drawn on load for a picture of `count` samples; null for every other set, which opens as fast
 * whole.
 */
export async function openSample(
  ref: DataRef,
  count: number,
  context: SourceContext,
): Promise<DataSource | null> {
  if (ref.kind !== 'builtin') return null;
  const drawn = DRAWN_SETS.find(({ info }) => info.id === ref.id);
  if (drawn === undefined) return null;
  const set = await drawn.open();
  const few = { ...set, count: Math.min(count, set.count) };
  return drawSet(few, drawnSize(set, ref.params), context, 0);
}

/** What a source looks like to architectures and forms. */
export function infoOf(source: DataSource): DataInfo {
  switch (source.kind) {
    case 'points':
      return {
        kind: 'points',
        dim: source.dim,
        extent: source.extent,
        hasDensity: source.density !== undefined,
        modes: source.modes?.length ?? 0,
        ...(source.classes === undefined ? {} : { classes: source.classes.count }),
      };
    case 'images':
      return {
        kind: 'images',
        size: source.size,
        channels: source.channels,
        count: source.count,
        classes: source.classes,
        factors: source.factors,
      };
  }
}
