import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeFiles } from './detect';
import { fingerprint } from './fingerprint';

const folder = resolve(import.meta.dirname, '../../../../../shared/data/mnist');
const isHere = existsSync(folder);
if (!isHere) console.warn(`skipped: no real MNIST in ${folder}`);

describe.skipIf(!isHere)('the real MNIST test files', () => {
  const file = (name: string) => ({ name, path: name, bytes: readFileSync(resolve(folder, name)) });
  const options = {
    size: 28,
    decodeImage: () => Promise.reject(new Error('there are no pictures to decode')),
  } as const;

  it('are 10,000 images with 980 zeros, whichever file comes first', async () => {
    const images = file('t10k-images-idx3-ubyte.gz');
    const labels = file('t10k-labels-idx1-ubyte.gz');
    const set = await decodeFiles([labels, images], options);
    expect([set.count, set.size, set.channels, set.classes.length]).toEqual([10_000, 28, 1, 10]);
    expect(set.labels?.filter((label) => label === 0).length).toBe(980);
    expect([...(set.labels ?? []).slice(0, 5)]).toEqual([7, 2, 1, 0, 4]);
    expect(set.notes).toEqual([]);
    expect(fingerprint(await decodeFiles([images, labels], options))).toBe(fingerprint(set));
    expect((await decodeFiles([images], options)).labels).toBeNull();
  });
});
