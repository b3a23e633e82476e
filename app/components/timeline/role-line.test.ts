import { describe, expect, it } from 'vitest';
import { linesOf } from './role-line';

describe('the curves of a chart', () => {
  it('have the colour of their role, and no two of one role the same dashes', () => {
    const lines = linesOf([
      { id: 'a', role: 'encoder' },
      { id: 'b', role: 'd' },
      { id: 'c', role: 'encoder' },
      { id: 'd', role: 'encoder' },
      { id: 'e', role: 'encoder' },
    ]);
    const encoders = ['a', 'c', 'd', 'e'].map((id) => lines.get(id));
    expect(new Set(encoders.map((line) => line?.stroke))).toEqual(new Set(['var(--role-encoder)']));
    expect(new Set(encoders.map((line) => line?.dash)).size).toBe(4);
    expect(lines.get('b')?.dash).toBeUndefined();
  });
});
