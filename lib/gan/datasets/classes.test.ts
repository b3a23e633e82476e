import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../schema/params';
import { createStream } from '../rng';
import { classNames, nearestModes, whyWithoutClasses } from './classes';
import { ring } from './points/ring';
import { infoOf } from './registry';
import type { PointSource } from './source';

const RING: PointSource = { kind: 'points', dim: 2, ...ring.create(defaultsOf(ring.params)) };

describe('classes of points', () => {
  it('are the modes, each centre its own', () => {
    const centers = RING.modes?.flatMap(({ center }) => [...center]) ?? [];
    expect([...(nearestModes(RING, Float32Array.from(centers)) ?? [])]).toEqual(
      RING.modes?.map((_, i) => i),
    );
    expect(classNames(infoOf(RING))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  });

  it('come about equally often on the ring', () => {
    const modes = nearestModes(RING, RING.sample(createStream(1, 'x'), 8000)) ?? [];
    const counts = new Array<number>(8).fill(0);
    for (const mode of modes) counts[mode] = (counts[mode] ?? 0) + 1;
    // Four standard deviations of a binomial count: 4 √(n p (1 − p)) = 118.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(118);
  });

  it('do not exist without modes', () => {
    const { modes, ...bare } = RING;
    expect(modes).toHaveLength(8);
    expect(nearestModes(bare, new Float32Array(4))).toBeNull();
    expect(whyWithoutClasses(infoOf(bare))).toContain('no modes');
    expect(whyWithoutClasses(infoOf(RING))).toBeNull();
  });
});
