// The feature networks that are shipped as files, as public/features/manifest.json lists them: a copy, so that naming a figure
// needs no download. A test holds the two equal; after `npm run features -- train ID` it says what to write here.

export interface ShippedFeatures {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** The data set whose training images it learned from. */
  readonly dataset: string;
  readonly dims: number;
  readonly file: {
    /** Relative to public/features. */
    readonly path: string;
    readonly bytes: number;
    /** Hexadecimal. */
    readonly sha256: string;
  };
}

export const SHIPPED_FEATURES: readonly ShippedFeatures[] = [
  {
    id: 'digits',
    name: 'digits classifier',
    version: '1',
    dataset: 'digits',
    dims: 64,
    file: {
      path: 'digits.safetensors',
      bytes: 396576,
      sha256: 'e7f54c4ea6c61557f92923afc13462309d8f3405af627cabf4e564ea0ea43bbc',
    },
  },
  {
    id: 'faces',
    name: 'faces regressor',
    version: '1',
    dataset: 'faces',
    dims: 128,
    file: {
      path: 'faces.safetensors',
      bytes: 808684,
      sha256: 'a0ab293f911621da90012e1c1f13f95921dc2cf1029575b39d5dc84233ff9fa9',
    },
  },
  {
    id: 'shapes',
    name: 'shapes regressor',
    version: '1',
    dataset: 'shapes',
    dims: 96,
    file: {
      path: 'shapes.safetensors',
      bytes: 587196,
      sha256: 'c983e7aee673576ae0de74dae5230a7c5f8c1f24077899d74bd430c97c511bbc',
    },
  },
];
