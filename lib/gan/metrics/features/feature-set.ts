// What turns images into the vectors that distances are taken between. Every figure that rests on one carries its name: the
// same formula on other features is another measure.

import type { Images } from '../images';
import type { Matrix } from '../matrix';
import type { AsyncSlices } from '../slices';

/** What a trained set says about an image besides its features, in output columns from `column` on. */
export type Head =
  /** Logits of classes. */
  | {
      readonly kind: 'category';
      readonly id: string;
      readonly label: string;
      readonly values: readonly string[];
    }
  /** One number, -1 at `min` and 1 at `max`. */
  | {
      readonly kind: 'continuous';
      readonly id: string;
      readonly label: string;
      readonly min: number;
      readonly max: number;
    };

export const headWidth = (head: Head): number =>
  head.kind === 'category' ? head.values.length : 1;

export interface Features {
  /** [N, dims] */
  readonly features: Matrix;
  /** Of all heads side by side, [N, Σ headWidth]; null for a set without heads. */
  readonly outputs: Matrix | null;
}

export interface FeatureSet {
  readonly id: string;
  /** As it stands in the name of a figure, such as "digits classifier". */
  readonly name: string;
  /** Changes whenever the same image would give other features. */
  readonly version: string;
  readonly dims: number;
  /** The first one is the data set's class; empty for a set without heads. */
  readonly heads: readonly Head[];
  /** Features of one batch, on the current backend; images of any side. */
  extract(images: Images): Promise<Features>;
  dispose(): void;
}

/** Images per call of `extract`: a few tens of milliseconds on wasm, so that others can work in between. */
export const EXTRACT_BATCH = 64;

/** The columns of one head, [N, headWidth]. */
export function headOutputs(set: FeatureSet, outputs: Matrix, index: number): Matrix {
  const head = set.heads[index];
  if (head === undefined) throw new Error(`${set.id} has no head ${index}`);
  const from = set.heads.slice(0, index).reduce((sum, other) => sum + headWidth(other), 0);
  const columns = headWidth(head);
  const values = new Float32Array(outputs.rows * columns);
  for (let row = 0; row < outputs.rows; row++) {
    const start = row * outputs.columns + from;
    values.set(outputs.values.subarray(start, start + columns), row * columns);
  }
  return { rows: outputs.rows, columns, values };
}

/** Features of all images, a batch per slice. */
export async function* extractAll(set: FeatureSet, images: Images): AsyncSlices<Features> {
  const { count, side, channels, values } = images;
  const pixels = side * side * channels;
  const features = new Float32Array(count * set.dims);
  const width = set.heads.reduce((sum, head) => sum + headWidth(head), 0);
  const outputs = new Float32Array(count * width);
  for (let from = 0; from < count; from += EXTRACT_BATCH) {
    const to = Math.min(count, from + EXTRACT_BATCH);
    const part = {
      side,
      channels,
      count: to - from,
      values: values.subarray(from * pixels, to * pixels),
    };
    const found = await set.extract(part);
    features.set(found.features.values, from * set.dims);
    if (found.outputs !== null) outputs.set(found.outputs.values, from * width);
    yield to / count;
  }
  return {
    features: { rows: count, columns: set.dims, values: features },
    outputs: width === 0 ? null : { rows: count, columns: width, values: outputs },
  };
}
