// The factors that the shipped regressor of drawn shapes sees in pictures: it learned from the drawings, whose factors are known,
// and never saw a generated image.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extractAll, headOutputs } from '../../lib/gan/metrics/features/feature-set';
import { openFeatures } from '../../lib/gan/metrics/features/open-features';
import type { Images } from '../../lib/gan/metrics/images';
import { completeAsync } from '../../lib/gan/metrics/slices';
import { FEATURES } from '../../tools/node-environment';

/** Values of every continuous factor by its name, [N] each; −1 at the least that was drawn, 1 at the most. */
export async function shapeFactorsSeen(
  images: Images,
): Promise<Readonly<Record<string, Float32Array>>> {
  const set = await openFeatures(
    { kind: 'builtin', id: 'shapes', params: {} },
    3,
    async (path) => new Uint8Array(await readFile(join(FEATURES, path))),
  );
  try {
    const { outputs } = await completeAsync(extractAll(set, images));
    if (outputs === null) throw new Error('the regressor of shapes has no heads');
    return Object.fromEntries(
      set.heads.flatMap((head, index) =>
        head.kind === 'continuous' ? [[head.id, headOutputs(set, outputs, index).values]] : [],
      ),
    );
  } finally {
    set.dispose();
  }
}
