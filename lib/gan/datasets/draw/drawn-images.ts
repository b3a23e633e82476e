// What a drawn image set is: pictures that are pure functions of their ground-truth factors, and factors that are pure
// functions of (seed, index). So any picture can be drawn without the ones before it, and one factor can be changed alone.
// Nothing is stored; loading such a set means drawing it.

/** A factor with a closed list of values; its value is the index into the list. */
export interface CategoryFactor {
  readonly kind: 'category';
  readonly id: string;
  readonly label: string;
  readonly values: readonly string[];
}

/** A factor with a range; its value is a number in [min, max]. */
export interface ContinuousFactor {
  readonly kind: 'continuous';
  readonly id: string;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
}

export type FactorSpec = CategoryFactor | ContinuousFactor;

/** A value for every factor of a set, by id. */
export type FactorValues = Readonly<Record<string, number>>;

/** Draws at one size; owns the scratch buffers, so it serves one caller at a time. */
export interface Drawer {
  /** Writes size * size * 3 bytes of RGB, row by row from the top left, at `offset` of `out`. */
  paint(values: FactorValues, out: Uint8Array, offset: number): void;
}

/** What a drawn set is, without the means to draw it. */
export interface DrawnSetInfo {
  readonly id: string;
  readonly label: string;
  /** One sentence for a learner. */
  readonly help: string;
  /** The sides in pixels that it is designed for; all show the same picture. */
  readonly sizes: readonly number[];
  readonly factors: readonly FactorSpec[];
  /** The category factor that serves as the class label. */
  readonly classFactor: string;
  readonly classes: readonly string[];
  /** How many images make a data set of reasonable size. */
  readonly count: number;
}

export interface DrawnImages extends DrawnSetInfo {
  /** The factors of image `index` (0, 1, 2, …) under `seed`. Classes are balanced: they take turns. */
  factorsOf(index: number, seed: number): FactorValues;
  createDrawer(size: number): Drawer;
}

export interface DrawnBatch {
  /** [count, size, size, 3], 0 to 255. */
  readonly images: Uint8Array;
  /** Class indices, [count]. */
  readonly labels: Uint8Array;
  /** Factor values in the order of the set's specs, [count, factors]. */
  readonly factors: Float32Array;
}

/** Draws images from … from + count - 1 of a set. */
export function drawImages(
  set: DrawnImages,
  options: {
    readonly seed: number;
    readonly size: number;
    readonly from: number;
    readonly count: number;
  },
): DrawnBatch {
  const { seed, size, from, count } = options;
  const bytes = size * size * 3;
  const images = new Uint8Array(count * bytes);
  const labels = new Uint8Array(count);
  const factors = new Float32Array(count * set.factors.length);
  const drawer = set.createDrawer(size);
  for (let i = 0; i < count; i++) {
    const values = set.factorsOf(from + i, seed);
    drawer.paint(values, images, i * bytes);
    labels[i] = factor(values, set.classFactor);
    set.factors.forEach(({ id }, k) => {
      factors[i * set.factors.length + k] = factor(values, id);
    });
  }
  return { images, labels, factors };
}

/** The value of one factor. */
export function factor(values: FactorValues, id: string): number {
  const value = values[id];
  if (value === undefined) throw new Error(`no value for the factor ${id}`);
  return value;
}
