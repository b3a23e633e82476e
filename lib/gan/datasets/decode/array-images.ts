// Arrays of pictures as NHWC bytes: which axis is what, numbers to bytes, and other sizes cropped and resized. Sets that are
// already squares of 28, 32 or 64 keep their size and every byte.

import { PlaygroundError } from '../../../schema/errors';
import { PICTURE_SIDES, type PictureSide } from './decoded-images';
import { checkSetSize } from './image-set';
import { MIN_PICTURE_SIDE } from './limits';
import type { NumericArray } from './numeric-array';
import { toPixelBytes } from './pixel-range';
import { resizeSquare } from './resize';

/** How the axes of an array of pictures are laid out. */
interface PictureLayout {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  /** Planes of colour before rows, as PyTorch and CIFAR have it. */
  readonly planar: boolean;
  /** True for rows of numbers that are taken as square pictures. */
  readonly flattened: boolean;
}

const isChannels = (side: number | undefined): side is 1 | 3 => side === 1 || side === 3;

function layoutOf(shape: readonly number[]): PictureLayout | null {
  const [count = 0, a = 0, b = 0, c = 0] = shape;
  const layout = (height: number, width: number, channels: 1 | 3, planar = false) => {
    const isPicture = height >= MIN_PICTURE_SIDE && width >= MIN_PICTURE_SIDE && count > 0;
    return isPicture ? { count, height, width, channels, planar, flattened: false } : null;
  };
  switch (shape.length) {
    case 2: {
      const side = Math.sqrt(a);
      const square = Number.isInteger(side) ? layout(side, side, 1) : null;
      return square === null ? null : { ...square, flattened: true };
    }
    case 3:
      return layout(a, b, 1);
    case 4:
      if (isChannels(c)) return layout(a, b, c);
      return isChannels(a) ? layout(b, c, a, true) : null;
    default:
      return null;
  }
}

/** 'rows' are pictures only if nothing else is: features often come as rows as well. */
export type ArrayRole = 'pictures' | 'rows' | 'labels' | 'other';

export function roleOf({ shape }: NumericArray): ArrayRole {
  const layout = layoutOf(shape);
  if (layout !== null) return layout.flattened ? 'rows' : 'pictures';
  return shape.length === 1 || (shape.length === 2 && shape[1] === 1) ? 'labels' : 'other';
}

export interface ArrayPixels {
  readonly size: number;
  readonly channels: 1 | 3;
  readonly count: number;
  /** [count, size, size, channels]; may share the array's memory. */
  readonly pixels: Uint8Array;
  readonly notes: readonly string[];
}

function toInterleaved(
  bytes: Uint8Array,
  { count, height, width, channels }: PictureLayout,
): Uint8Array {
  const area = height * width;
  const out = new Uint8Array(bytes.length);
  for (let n = 0; n < count; n++) {
    for (let c = 0; c < channels; c++) {
      const from = (n * channels + c) * area;
      const to = n * channels * area + c;
      for (let p = 0; p < area; p++) out[to + p * channels] = bytes[from + p] as number;
    }
  }
  return out;
}

/**
 * @param array of role 'pictures' or 'rows'
 * @param size for pictures that are no square of 28, 32 or 64
 * @throws PlaygroundError data.unsupported, data.malformed, data.tooLarge
 */
export function pixelsOfArray(array: NumericArray, size: PictureSide): ArrayPixels {
  const layout = layoutOf(array.shape);
  if (layout === null) {
    throw new PlaygroundError('data.unsupported', {
      format: `array "${array.name}"`,
      feature: `the shape ${array.shape.join(' × ')}`,
      instead: 'pictures as count × height × width, with 1 or 3 colours as a fourth axis',
    });
  }
  const { count, height, width, channels } = layout;
  const keepsSize = height === width && PICTURE_SIDES.some((side) => side === height);
  const outSize = keepsSize ? height : size;
  checkSetSize(count, outSize, channels);
  const { bytes, note } = toPixelBytes(array);
  const notes = note === null ? [] : [note];
  if (layout.flattened)
    notes.push(`each row of "${array.name}" was read as a picture of ${height} × ${width}`);
  const interleaved = layout.planar && channels === 3 ? toInterleaved(bytes, layout) : bytes;
  if (keepsSize) return { size: height, channels, count, pixels: interleaved, notes };

  const [from, to] = [height * width * channels, size * size * channels];
  const pixels = new Uint8Array(count * to);
  for (let n = 0; n < count; n++) {
    const data = interleaved.subarray(n * from, (n + 1) * from);
    resizeSquare({ width, height, channels, data }, size, pixels, n * to);
  }
  const which = `the pictures of "${array.name}"`;
  if (height !== width) notes.push(`${which} were cropped to the square in the middle`);
  notes.push(`${which} were resized from ${width} × ${height} to ${size} × ${size} pixels`);
  return { size, channels, count, pixels, notes };
}
