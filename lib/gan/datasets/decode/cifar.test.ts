import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCifar, isCifar } from './cifar';
import { attack, codeOf } from './fixtures/fuzz';

/** Records whose pixels are all equal: a label or two, and the byte. */
const batch = (records: readonly (readonly number[])[], labelBytes: 1 | 2): Uint8Array =>
  Uint8Array.from(
    records.flatMap((record) => [
      ...record.slice(0, labelBytes),
      ...new Array<number>(3072).fill(record[2] ?? 0),
    ]),
  );
const records = fc.array(fc.tuple(fc.nat(9), fc.nat(99), fc.nat(255)), {
  minLength: 1,
  maxLength: 2,
});

describe('decodeCifar', () => {
  it('gives back labels and pixels of CIFAR-10 records', () => {
    fc.assert(
      fc.property(records, (list) => {
        const { images, labels } = decodeCifar('x', batch(list, 1));
        expect([...labels.values]).toEqual(list.map(([label]) => label));
        expect(images.shape).toEqual([list.length, 3, 32, 32]);
        expect(list.map((_, i) => images.values[i * 3072 + 3071])).toEqual(
          list.map(([, , pixel]) => pixel),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the fine label of CIFAR-100', () => {
    const { labels, classes } = decodeCifar('x', batch([[19, 99, 5]], 2));
    expect([[...labels.values], classes]).toEqual([[99], null]);
  });

  it('answers arbitrary and damaged bytes with a data error', () => {
    attack(
      records.map((list) => batch(list, 1)),
      (bytes) => decodeCifar('x', bytes),
    );
  });

  it('refuses a label of 10 and half a record', () => {
    expect(codeOf(() => decodeCifar('x', batch([[10, 0, 0]], 1)))).toBe('data.malformed');
    expect(isCifar(new Uint8Array(3000))).toBe(false);
    expect(isCifar(new Uint8Array(0))).toBe(false);
  });
});
