import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../schema/params';
import { createStream } from '../rng';
import { classNames, pointClasses, whyWithoutClasses } from './classes';
import { moons } from './points/moons';
import { ring } from './points/ring';
import { infoOf } from './registry';
import type { PointSource } from './source';

const RING: PointSource = { kind: 'points', dim: 2, ...ring.create(defaultsOf(ring.params)) };

describe('classes of points', () => {
  it('are the modes, each centre its own', () => {
    const centers = RING.modes?.flatMap(({ center }) => [...center]) ?? [];
    expect([...(pointClasses(RING, Float32Array.from(centers)) ?? [])]).toEqual(
      RING.modes?.map((_, i) => i),
    );
    expect(classNames(infoOf(RING))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  });

  it('come about equally often on the ring', () => {
    const modes = pointClasses(RING, RING.sample(createStream(1, 'x'), 8000)) ?? [];
    const counts = new Array<number>(8).fill(0);
    for (const mode of modes) counts[mode] = (counts[mode] ?? 0) + 1;
    // Four standard deviations of a binomial count: 4 √(n p (1 − p)) = 118.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(118);
  });

  it('are the curves of two moons, and the halves meet where they are drawn from', () => {
    const source: PointSource = { kind: 'points', dim: 2, ...moons.create({ noise: 0.02 }) };
    expect(classNames(infoOf(source))).toEqual(['1', '2']);
    // The tops of both: the upper moon's at (0, 1) and the lower one's at (1, -0.5), centred and scaled as moons.ts does.
    const tops = Float32Array.of(-0.8, 1.2, 0.8, -1.2);
    expect([...(pointClasses(source, tops) ?? [])]).toEqual([0, 1]);
    const classes = pointClasses(source, source.sample(createStream(1, 'x'), 2000)) ?? [];
    const second = [...classes].filter((label) => label === 1).length;
    // Four standard deviations of a binomial count: 4 √(n / 4) = 89.
    expect(Math.abs(second - 1000)).toBeLessThan(89);
  });

  it('do not exist without modes', () => {
    const { modes, ...bare } = RING;
    expect(modes).toHaveLength(8);
    expect(pointClasses(bare, new Float32Array(4))).toBeNull();
    expect(whyWithoutClasses(infoOf(bare))).toContain('no modes');
    expect(whyWithoutClasses(infoOf(RING))).toBeNull();
  });
});
