// A picture of real data before any model exists: training images picked at random, or points over their exact density.

import type { ImageSource, PointSource } from '../../lib/gan/datasets/source';
import { createStream } from '../../lib/gan/rng';
import { histogramDensity } from '../../lib/gan/views/theatre-1d';
import { PlaygroundError } from '../../lib/schema/errors';
import type { FieldView, HistogramView, ImagesView, ViewData } from '../../lib/schema/views';

const MAX_COUNT = 4096;
const FIELD_RESOLUTION = 64;
const HISTOGRAM_BINS = 60;
const CURVE_POINTS = 121;

/** `count` different numbers below `limit`; at random, since sets may be sorted by class or go through them in turn. */
function pick(limit: number, count: number): readonly number[] {
  const random = createStream(0, 'preview');
  const order = Int32Array.from({ length: limit }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const j = i + random.integer(limit - i);
    const chosen = order[j] ?? 0;
    order[j] = order[i] ?? 0;
    order[i] = chosen;
  }
  return [...order.subarray(0, count)];
}

function imagesPreview(source: ImageSource, count: number): ImagesView {
  const { size, channels, labels, classes } = source;
  const shown = Math.min(count, source.count);
  const indices = pick(source.count, shown);
  const area = size * size * channels;
  const pixels = new Uint8Array(shown * area);
  for (const [row, index] of indices.entries()) {
    pixels.set(source.pixels.subarray(index * area, (index + 1) * area), row * area);
  }
  return {
    kind: 'images',
    count: shown,
    width: size,
    height: size,
    channels,
    pixels,
    columns: Math.ceil(Math.sqrt(shown)),
    captions: labels === null ? [] : indices.map((index) => classes[labels[index] ?? 0] ?? ''),
  };
}

/** The density at the cell centres, relative to its highest value, row 0 at the bottom. */
function relativeDensity(density: (x: number, y: number) => number, extent: number): Float32Array {
  const at = (i: number) => extent * ((2 * i + 1) / FIELD_RESOLUTION - 1);
  const values = Float32Array.from({ length: FIELD_RESOLUTION ** 2 }, (_, i) =>
    density(at(i % FIELD_RESOLUTION), at(Math.floor(i / FIELD_RESOLUTION))),
  );
  const highest = values.reduce((max, value) => Math.max(max, value), 0);
  return highest > 0 ? values.map((value) => value / highest) : values;
}

function fieldPreview({ extent, density }: PointSource, xy: Float32Array): FieldView {
  return {
    kind: 'field',
    extent,
    resolution: density ? FIELD_RESOLUTION : 0,
    values: density ? relativeDensity(density, extent) : new Float32Array(0),
    valueLabel: density ? 'p(x)' : '',
    arrows: new Float32Array(0),
    clouds: [{ role: 'real', label: 'real', xy }],
  };
}

function histogramPreview({ extent, density }: PointSource, values: Float32Array): HistogramView {
  const spread = (count: number) =>
    Float32Array.from({ length: count }, (_, i) => extent * ((2 * i) / (count - 1) - 1));
  const edges = spread(HISTOGRAM_BINS + 1);
  const x = spread(CURVE_POINTS);
  return {
    kind: 'histogram',
    edges,
    bars: [{ role: 'real', label: 'real', density: histogramDensity(values, edges) }],
    lines: density
      ? [
          {
            role: 'real',
            label: 'exact density',
            scale: 'density',
            x,
            y: x.map((value) => density(value, 0)),
          },
        ]
      : [],
  };
}

/**
 * The same picture at every call. It owns its arrays.
 * @param count of images or points, 1 to 4096
 */
export function previewOf(source: ImageSource | PointSource, count: number): ViewData {
  if (!Number.isInteger(count) || count < 1 || count > MAX_COUNT) {
    const details = { key: 'count', value: count, min: 1, max: MAX_COUNT };
    throw new PlaygroundError('config.outOfRange', details);
  }
  if (source.kind === 'images') return imagesPreview(source, count);
  const values = source.sample(createStream(0, 'preview'), count);
  return source.dim === 2 ? fieldPreview(source, values) : histogramPreview(source, values);
}
