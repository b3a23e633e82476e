// What a figure is compared with: other real samples in G's place, the best that any generator can reach with so few, and noise,
// which knows nothing of the data.

import { imageRows } from '../datasets/batches';
import { createStream } from '../rng';
import { matrixOf } from './matrix';
import type { ImageSubject, LabelledSet, MetricSubject, PointSubject } from './subject';

/** Held-out images, or random training images where fewer are held out than asked for. */
function otherReals({ source, seed }: ImageSubject, count: number): LabelledSet {
  const { size: side, channels } = source;
  const random = createStream(seed, 'reference');
  const enough = source.total - source.count >= count;
  const from = enough ? source.count : 0;
  const order = random.shuffle(
    Int32Array.from({ length: enough ? source.total - source.count : source.count }, (_, i) => i),
  );
  const indices = Int32Array.from(
    { length: count },
    (_, i) => from + (order[i % order.length] ?? 0),
  );
  const { values, labels } = imageRows(source, indices);
  return { images: { count, side, channels, values }, labels };
}

/** The subject with real samples in place of G's. */
export function realInstead(subject: MetricSubject): MetricSubject {
  return subject.kind === 'points' ? realPoints(subject) : realImages(subject);
}

function realPoints(subject: PointSubject): PointSubject {
  const { source, generated, seed } = subject;
  const values = source.sample(createStream(seed, 'reference'), generated.rows);
  return { ...subject, generated: matrixOf(values, source.dim) };
}

function realImages(subject: ImageSubject): ImageSubject {
  const generated = otherReals(subject, subject.generated.images.count);
  return { ...subject, generated, z: null, w: null, reconstructions: null };
}

/** The subject with uniform noise in place of G's samples. */
export function noiseInstead(subject: MetricSubject): MetricSubject {
  const random = createStream(subject.seed, 'noise');
  if (subject.kind === 'points') {
    const { generated, source } = subject;
    const values = generated.values.map(() => random.uniformBetween(-source.extent, source.extent));
    return { ...subject, generated: { ...generated, values } };
  }
  const { images, labels } = subject.generated;
  const values = images.values.map(() => random.uniformBetween(-1, 1));
  const generated = { images: { ...images, values }, labels };
  return { ...subject, generated, z: null, w: null, reconstructions: null };
}
