// The data set that is shipped as files, as public/datasets/manifest.json lists it: a copy, so that the catalog needs no
// download. A test holds the two equal; after `npm run data -- build` it says what to write here.

import type { ManifestEntry } from './manifest';

export const DIGITS: ManifestEntry = {
  id: 'digits',
  label: 'Digits',
  files: [
    {
      path: 'digits-images.idx3.packed',
      bytes: 2_588_551,
      sha256: '5c65b957419b155502137e96af089e59cde92560d9589f14b61a5002c538c679',
    },
    {
      path: 'digits-labels.idx1.packed',
      bytes: 95,
      sha256: 'e96d852f8b2929c1d030089c523aa17120cf476ee41b4c0ed2d7b0561003a2f4',
    },
  ],
  size: 28,
  channels: 1,
  count: 24_000,
  trainCount: 20_000,
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  licence:
    'Made by this project, same licence as the program; partly drawn with fonts under the SIL Open Font License 1.1 and the Apache License 2.0.',
};
