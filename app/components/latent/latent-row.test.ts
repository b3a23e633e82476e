import { describe, expect, it } from 'vitest';
import type { LatentControl } from '../../../lib/schema/latents';
import { besideZ, completed, mixtureOf, mixturePart, withPart } from './latent-row';

const CONTROLS: readonly LatentControl[] = [
  { kind: 'gaussian', id: 'z', dim: 2, prior: 'normal', range: 3 },
  { kind: 'category', id: 'y', label: 'Class', names: ['a', 'b', 'c'], meaning: 'label' },
  { kind: 'code', id: 'c', label: 'Codes', dim: 2, low: -1, high: 1, reach: 2 },
];

describe('a row of the latent', () => {
  it('has its classes and codes after z', () => {
    expect(besideZ(CONTROLS).map(({ offset, width }) => [offset, width])).toEqual([
      [0, 3],
      [3, 2],
    ]);
  });

  it('keeps its classes and codes while z moves', () => {
    const rest = [0, 1, 0, 0.5, -0.5];
    expect(completed({ kind: 'vectors', z: [[1, 2]] }, rest)).toEqual({
      kind: 'vectors',
      z: [[1, 2, ...rest]],
    });
    const plane = completed(
      { kind: 'plane', origin: [1, 2], u: [1, 0], v: [0, 1], span: 2, rows: 3, columns: 3 },
      rest,
    );
    expect(plane).toMatchObject({ origin: [1, 2, ...rest], u: [1, 0, 0, 0, 0, 0, 0] });
    const path = { kind: 'path', from: [0, 0], to: [1, 1], steps: 3, method: 'lerp' } as const;
    expect(completed(path, rest)).toMatchObject({ from: [0, 0, ...rest], to: [1, 1, ...rest] });
  });

  it('is z alone where a run has nothing else', () => {
    const request = { kind: 'vectors', z: [[1, 2]] } as const;
    expect(completed(request, [])).toBe(request);
  });

  it('reads the mixture that it was made of', () => {
    const mixture = { a: 2, b: 0, share: 0.25 };
    expect(mixturePart(3, mixture)).toEqual([0.25, 0, 0.75]);
    expect(mixtureOf(mixturePart(3, mixture))).toEqual(mixture);
    expect(mixtureOf([0, 1, 0])).toMatchObject({ a: 1, share: 0 });
    expect(mixturePart(2, { a: 1, b: 1, share: 0.4 })).toEqual([0, 1]);
  });

  it('changes one part and leaves the others', () => {
    expect(withPart([1, 2, 3, 4, 5], 1, [8, 9])).toEqual([1, 8, 9, 4, 5]);
  });
});
