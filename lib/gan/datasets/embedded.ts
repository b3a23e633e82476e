// The data set that is shipped as files, as public/datasets/manifest.json lists it. A copy, so that the catalog needs no
// download; a test holds the two equal.

import type { ManifestEntry } from './manifest';

export const DIGITS: ManifestEntry = {
  id: 'digits',
  label: 'Digits',
  files: [],
  size: 28,
  channels: 1,
  count: 24000,
  trainCount: 20000,
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  licence:
    'Drawn by this project from fonts under the SIL Open Font License; same licence as the program.',
};
