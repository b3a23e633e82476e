import { describe, expect, it } from 'vitest';
import type { DataRef } from '../../../lib/schema/data';
import type { ViewData } from '../../../lib/schema/views';
import { PreviewShelf } from './preview-shelf';

const ref = (id: string): DataRef => ({ kind: 'builtin', id, params: {} });
const view: ViewData = { kind: 'table', columns: [], rows: [] };
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

describe('the shelf of previews', () => {
  it('fetches one after the other, each once, and tells its listeners', async () => {
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const shelf = new PreviewShelf((data) => {
      asked.push(data.kind === 'builtin' ? data.id : data.kind);
      return new Promise((resolve) => answers.push(() => resolve(view)));
    });
    let told = 0;
    shelf.subscribe(() => told++);
    for (const id of ['ring', 'grid', 'ring']) shelf.want(ref(id), 4);
    await settled();
    expect(asked).toEqual(['ring']);
    expect(shelf.get(ref('ring'))).toBeNull();
    answers[0]!();
    await settled();
    expect(asked).toEqual(['ring', 'grid']);
    expect(shelf.get(ref('ring'))).toBe(view);
    answers[1]!();
    await settled();
    shelf.want(ref('ring'), 4);
    expect(asked).toHaveLength(2);
    expect(told).toBe(2);
  });

  it('goes on after a failure and does not ask for it again and again', async () => {
    let calls = 0;
    const shelf = new PreviewShelf(() => {
      calls++;
      return calls === 1 ? Promise.reject(new Error('offline')) : Promise.resolve(view);
    });
    shelf.want(ref('ring'), 4);
    shelf.want(ref('grid'), 4);
    await settled();
    shelf.want(ref('ring'), 4);
    await settled();
    expect(shelf.get(ref('grid'))).toBe(view);
    expect(calls).toBe(2);
  });
});
