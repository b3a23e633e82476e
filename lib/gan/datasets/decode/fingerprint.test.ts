import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint';

const set = {
  size: 28,
  channels: 1,
  count: 2,
  pixels: new Uint8Array(2 * 784).fill(7),
  labels: Uint8Array.of(0, 1),
  classes: ['a', 'é'],
} as const;

describe('fingerprint', () => {
  it('is the SHA-256 of header, pixels and labels', () => {
    const header = '{"images":1,"shape":[2,28,28,1],"labelled":true,"classes":["a","é"]}\n';
    const expected = createHash('sha256').update(header).update(set.pixels).update(set.labels);
    expect(fingerprint(set)).toBe(expected.digest('hex'));
  });

  it('changes with every part that training sees', () => {
    const pixels = set.pixels.slice();
    pixels[100] = 8;
    const others = [
      { ...set, pixels },
      { ...set, labels: null },
      { ...set, labels: Uint8Array.of(1, 0) },
      { ...set, classes: ['b', 'é'] },
      { ...set, size: 14, count: 8 },
    ];
    expect(new Set([set, ...others].map(fingerprint)).size).toBe(6);
  });
});
