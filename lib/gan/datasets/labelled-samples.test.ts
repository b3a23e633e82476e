import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../schema/params';
import { createStream } from '../rng';
import { pointClasses } from './classes';
import { heldOutOf, splitRows } from './held-out';
import { type LabelledRequest, labelledSamples } from './labelled-samples';
import { moons } from './points/moons';
import type { ImageSource, PointSource } from './source';

const CLASSES = 5;

/** Images of one pixel whose byte is their row; labels in blocks, as files often are. */
function rows(count: number, total = count): ImageSource {
  return {
    kind: 'images',
    size: 1,
    channels: 1,
    count,
    total,
    pixels: Uint8Array.from({ length: total }, (_, row) => row),
    labels: Uint8Array.from({ length: total }, (_, row) => Math.floor((CLASSES * row) / total)),
    classes: ['a', 'b', 'c', 'd', 'e'],
    factors: [],
    factorValues: null,
  };
}

const MOONS: PointSource = { kind: 'points', dim: 2, ...moons.create(defaultsOf(moons.params)) };

const request = (change: Partial<LabelledRequest> = {}): LabelledRequest => ({
  perClass: 3,
  classes: CLASSES,
  seed: 1,
  draw: 1,
  picked: [],
  ...change,
});

const rowsOf = (source: ImageSource, change: Partial<LabelledRequest> = {}) =>
  labelledSamples(source, request(change)).examples(1000).rows;

const counted = (labels: Iterable<number>): number[] => {
  const counts = new Array<number>(CLASSES).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
};

describe('labelled images', () => {
  it('are equally many of each class', () => {
    const { labels } = labelledSamples(rows(200), request()).examples(1000);
    expect(counted(labels)).toEqual([3, 3, 3, 3, 3]);
  });

  it('are other ones in another draw or run, and the same in the same', () => {
    const source = rows(200);
    expect(rowsOf(source)).toEqual(rowsOf(source));
    expect(rowsOf(source, { draw: 2 })).not.toEqual(rowsOf(source));
    expect(rowsOf(source, { seed: 2 })).not.toEqual(rowsOf(source));
  });

  it('are all of a class that has no more', () => {
    const source = rows(20, 25);
    expect(
      counted(labelledSamples(source, request({ perClass: 50 })).examples(1000).labels),
    ).toEqual(counted(source.labels?.subarray(0, 20) ?? []));
    expect(labelledSamples(source, request({ perClass: 'all' })).size).toBe(20);
  });

  it('do not depend on labels that the draw did not pass', () => {
    const source = rows(200);
    const drawn = rowsOf(source, { perClass: 1 });
    const changed = {
      ...source,
      // Of every image that is held out the label is another.
      labels: Uint8Array.from(source.labels ?? [], (label, row) =>
        splitRows(source).heldOut.includes(row) ? (label + 1) % CLASSES : label,
      ),
    };
    expect(rowsOf(changed, { perClass: 1 })).toEqual(drawn);
    expect(splitRows(changed)).toEqual(splitRows(source));
  });

  it('are the picked ones where some are picked, each once', () => {
    const source = rows(100, 120);
    expect([...rowsOf(source, { picked: [99, 0, 7, 7] })]).toEqual([0, 7, 99]);
    expect(() => rowsOf(source, { picked: [100] })).toThrow(/between 0 and 99/);
    const bare = rows(100);
    const [held = 0] = splitRows(bare).heldOut;
    expect(() => rowsOf(bare, { picked: [held] })).toThrow(/held out/);
  });

  it('come whole in every batch that has room for them, and at random in others', () => {
    const samples = labelledSamples(rows(200), request());
    const random = createStream(1, 'x');
    expect([samples.batchSize(32), samples.batchSize(4)]).toEqual([15, 4]);
    expect(counted(samples.batch(random, 32).labels)).toEqual([3, 3, 3, 3, 3]);
    const [a, b] = [samples.batch(random, 4), samples.batch(random, 4)];
    expect(a.values).not.toEqual(b.values);
  });

  it('carry the pixels of their rows', () => {
    const { values, labels, rows: chosen } = labelledSamples(rows(200), request()).examples(10);
    expect(labels).toHaveLength(10);
    for (const [i, row] of chosen.entries()) {
      expect(values[i]).toBeCloseTo(row / 127.5 - 1, 6);
      expect(labels[i]).toBe(Math.floor(row / 40));
    }
  });
});

describe('labelled points', () => {
  it('are so many of each class, with the class of their place', () => {
    const samples = labelledSamples(MOONS, request({ classes: 2 }));
    const { values, labels } = samples.examples(100);
    expect([...labels]).toEqual([0, 0, 0, 1, 1, 1]);
    expect([...(pointClasses(MOONS, values) ?? [])]).toEqual([...labels]);
    expect(samples.batchSize(32)).toBe(6);
  });

  it('are fresh in every batch where all have labels', () => {
    const samples = labelledSamples(MOONS, request({ classes: 2, perClass: 'all' }));
    const random = createStream(1, 'x');
    expect(samples.size).toBe(Number.POSITIVE_INFINITY);
    const batches = [samples.batch(random, 8), samples.batch(random, 8)];
    expect(batches[0]?.values).not.toEqual(batches[1]?.values);
    expect(batches[0]?.labels).toEqual(
      pointClasses(MOONS, batches[0]?.values ?? new Float32Array()),
    );
  });
});

describe('held-out images', () => {
  it('are those that a set brings', () => {
    expect([...splitRows(rows(100, 120)).heldOut]).toEqual(
      Array.from({ length: 20 }, (_, i) => 100 + i),
    );
    expect(splitRows(rows(100, 120)).training).toHaveLength(100);
  });

  it('are a tenth of a set without, none of them among the training images', () => {
    const { training, heldOut } = splitRows(rows(200));
    expect([training.length, heldOut.length]).toEqual([180, 20]);
    expect(new Set([...training, ...heldOut]).size).toBe(200);
  });

  it.each([
    ['brings some', rows(100, 120)],
    ['brings none', rows(200)],
  ])('are never labelled, where the set %s', (_, source) => {
    const { heldOut } = splitRows(source);
    const labelled = new Set(rowsOf(source, { perClass: 'all' }));
    expect([...heldOut].filter((row) => labelled.has(row))).toEqual([]);
  });

  it('come all, once each and with their labels, in parts', () => {
    const source = rows(200);
    const parts = [...heldOutOf(source).parts()];
    const values = parts.flatMap((part) => [...part.values]);
    const { heldOut } = splitRows(source);
    expect(values.map((value) => Math.round((value + 1) * 127.5))).toEqual([...heldOut]);
    expect(parts.flatMap(({ labels }) => [...labels])).toEqual(
      Array.from(heldOut, (row) => Math.floor(row / 40)),
    );
  });

  it('are the same points at every call', () => {
    const all = () =>
      [...heldOutOf(MOONS).parts()].flatMap(({ values }) => [...values.subarray(0, 10)]);
    expect(all()).toEqual(all());
  });
});
