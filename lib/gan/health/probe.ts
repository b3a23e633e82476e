// What detectors look at: the run's curves, and now and then its fixed samples beside real data, as rows of few numbers. Images
// become 8 × 8 averages, which is enough to tell one sample from another and cheap enough to do while training.

import type { ParamRecord } from '../../schema/params';
import type { SeriesBlock } from '../../schema/series';
import type { ViewData } from '../../schema/views';
import { pointClasses } from '../datasets/classes';
import type { DataSource, ImageSource } from '../datasets/source';
import { categoryOf } from '../latent/category-rows';
import { classPart } from '../latent/class-control';
import type { Matrix } from '../metrics/matrix';
import { createStream } from '../rng';
import type { Trainer } from '../training/trainer';
import { nearestDistances, quantile } from './distances';

/** Fixed latents that are looked at; as many real samples stand beside them. */
export const PROBE_SAMPLES = 128;
const SIDE = 8;

export interface Probe {
  readonly step: number;
  /** G of the run's fixed latents, live weights, [PROBE_SAMPLES, columns]. */
  readonly generated: Matrix;
  /** The share of units per layer that are 0 for every sample; empty where the run has no such table. */
  readonly silent: readonly { readonly layer: string; readonly share: number }[];
}

/** Training images in the form of a probe's samples. */
export interface TrainingRows {
  readonly rows: Matrix;
  /** Median distance of one of them to its nearest other one; 0 where most have an exact double. */
  readonly apart: number;
}

/** Everything that is known when a report is made. */
export interface HealthEvidence {
  readonly params: ParamRecord;
  readonly kind: DataSource['kind'];
  readonly history: SeriesBlock;
  /** Oldest first; the last one is of now. */
  readonly probes: readonly [Probe, ...Probe[]];
  /** The same real samples for the whole run. */
  readonly real: Matrix;
  /** What G could copy; null where data are drawn anew for ever. */
  readonly training: TrainingRows | null;
  /** Where samples have classes: the class of each real sample and the one asked of each generated one. */
  readonly classes: {
    readonly real: ArrayLike<number>;
    readonly generated: ArrayLike<number>;
  } | null;
}

/** Averages over an 8 × 8 grid and the channels, in [-1, 1]; [count, 64]. */
function shrunk(pixels: Uint8Array, count: number, side: number, channels: number): Matrix {
  const values = new Float32Array(count * SIDE * SIDE);
  const cells = new Float32Array(SIDE * SIDE);
  const sizes = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < count; i++) {
    cells.fill(0);
    sizes.fill(0);
    for (let p = 0; p < side * side; p++) {
      const row = Math.floor((Math.floor(p / side) * SIDE) / side);
      const cell = row * SIDE + Math.floor(((p % side) * SIDE) / side);
      const at = (i * side * side + p) * channels;
      for (let c = 0; c < channels; c++) cells[cell] = (cells[cell] ?? 0) + (pixels[at + c] ?? 0);
      sizes[cell] = (sizes[cell] ?? 0) + channels;
    }
    for (let cell = 0; cell < cells.length; cell++) {
      values[i * cells.length + cell] = (cells[cell] ?? 0) / (sizes[cell] ?? 1) / 127.5 - 1;
    }
  }
  return { rows: count, columns: SIDE * SIDE, values };
}

function rowsOf(view: ViewData): Matrix {
  switch (view.kind) {
    case 'images':
      return shrunk(view.pixels, view.count, view.width, view.channels);
    case 'field': {
      const xy = view.clouds[0]?.xy ?? new Float32Array();
      return { rows: xy.length / 2, columns: 2, values: xy };
    }
    case 'histogram':
    case 'curve':
    case 'table':
    case 'matrix':
      throw new Error(`samples came as a ${view.kind}`);
  }
}

/** Real samples in the form of a probe's, with their classes where they have any. */
export interface RealSamples {
  readonly rows: Matrix;
  readonly classes: ArrayLike<number> | null;
}

/** The same for the same seed. */
export function realSamples(source: DataSource, seed: number): RealSamples {
  const random = createStream(seed, 'health');
  if (source.kind === 'points') {
    const points = source.sample(random, PROBE_SAMPLES);
    const values =
      source.dim === 2
        ? points
        : Float32Array.from({ length: 2 * points.length }, (_, i) =>
            i % 2 === 0 ? (points[i / 2] ?? 0) : 0,
          );
    return {
      rows: { rows: PROBE_SAMPLES, columns: 2, values },
      classes: pointClasses(source, points),
    };
  }
  const chosen = Array.from({ length: PROBE_SAMPLES }, () => random.integer(source.count));
  const { labels } = source;
  return {
    rows: shrunkImages(source, chosen),
    classes: labels === null ? null : chosen.map((index) => labels[index] ?? 0),
  };
}

/** The class that each sample of a probe was asked to be; null for a run that is asked for none. */
export function classesAsked(trainer: Trainer): readonly number[] | null {
  const part = classPart(trainer.latentControls);
  if (part === null) return null;
  const rows = trainer.latents({ kind: 'fixed', first: 0, count: PROBE_SAMPLES });
  return rows.map((row) => categoryOf(row, part));
}

function shrunkImages({ size, channels, pixels }: ImageSource, indices: readonly number[]): Matrix {
  const length = size * size * channels;
  const chosen = new Uint8Array(indices.length * length);
  indices.forEach((index, i) => {
    chosen.set(pixels.subarray(index * length, (index + 1) * length), i * length);
  });
  return shrunk(chosen, indices.length, size, channels);
}

/** More images than this are not copied by small networks in a browser's time. */
const MAX_TRAINING_ROWS = 4000;
/** Of so many the nearest other one is sought. */
const MEASURED_ROWS = 200;

/** Null for points, which never repeat. */
export function trainingRows(source: DataSource): TrainingRows | null {
  if (source.kind === 'points') return null;
  const count = Math.min(source.count, MAX_TRAINING_ROWS);
  const rows = shrunkImages(
    source,
    Array.from({ length: count }, (_, i) => i),
  );
  const measured: Matrix = {
    ...rows,
    rows: Math.min(count, MEASURED_ROWS),
    values: rows.values.subarray(0, Math.min(count, MEASURED_ROWS) * rows.columns),
  };
  return { rows, apart: quantile(nearestDistances(measured, rows, true), 0.5) };
}

const SILENT_VIEW = 'layerStatistics';

async function silentShares(trainer: Trainer): Promise<Probe['silent']> {
  if (!trainer.describe().views.some(({ id }) => id === SILENT_VIEW)) return [];
  const table = await trainer.view(SILENT_VIEW, {});
  if (table.kind !== 'table') throw new Error(`${SILENT_VIEW} is no table`);
  const column = table.columns.findIndex(({ id }) => id === 'silent');
  return table.rows.map((row) => ({
    layer: `${row[0]} ${row[1]}`,
    share: Number(row[column]),
  }));
}

/** Looks at the run as it is; changes nothing in it. */
export async function takeProbe(trainer: Trainer): Promise<Probe> {
  const view = await trainer.generate(
    { kind: 'fixed', first: 0, count: PROBE_SAMPLES },
    { weights: 'live', norm: 'batch' },
  );
  return { step: trainer.step, generated: rowsOf(view), silent: await silentShares(trainer) };
}
