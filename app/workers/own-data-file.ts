// An own image set as one safetensors file, for the browser's storage: pixels, labels, and names as metadata.

import type { DecodedImages } from '../../lib/gan/datasets/decode/decoded-images';
import { decodeSafetensors, encodeSafetensors, type SavedTensor } from '../../lib/gan/safetensors';
import { PlaygroundError } from '../../lib/schema/errors';

const FORMAT = 'gan-playground-images-1';

const malformed = (problem: string) =>
  new PlaygroundError('data.malformed', { format: 'stored data set', problem });

export function packImages(images: DecodedImages, sha256: string): Uint8Array {
  const { count, size, channels, pixels, labels, classes, name } = images;
  const tensors = new Map<string, SavedTensor>([
    ['pixels', { dtype: 'U8', shape: [count, size, size, channels], data: pixels }],
  ]);
  if (labels !== null) tensors.set('labels', { dtype: 'U8', shape: [count], data: labels });
  const metadata = { format: FORMAT, sha256, name, classes: JSON.stringify(classes) };
  return encodeSafetensors({ tensors, metadata });
}

function readClasses(text: string | undefined): readonly string[] {
  try {
    const classes: unknown = JSON.parse(text ?? '');
    if (Array.isArray(classes) && classes.every((name) => typeof name === 'string')) {
      return classes;
    }
  } catch {
    // Told below, like any other text that is no list of names.
  }
  throw malformed('its list of classes is damaged');
}

/**
 * Reads what `packImages` wrote. The fingerprint is not verified.
 * @throws PlaygroundError data.malformed
 */
export function unpackImages(bytes: Uint8Array): { images: DecodedImages; sha256: string } {
  const { tensors, metadata } = decode(bytes);
  const { format, sha256 = '', name = '' } = metadata;
  if (format !== FORMAT) throw malformed('it is another kind of file');
  const pixels = tensors.get('pixels');
  const [count = 0, size = 0, width, channels] = pixels?.shape ?? [];
  if (pixels?.dtype !== 'U8' || pixels.shape.length !== 4 || count < 1 || size !== width) {
    throw malformed('it holds no square pictures');
  }
  if (channels !== 1 && channels !== 3) throw malformed('its pictures are neither grey nor RGB');
  const classes = readClasses(metadata.classes);
  const labels = tensors.get('labels');
  if (
    labels !== undefined &&
    (labels.dtype !== 'U8' ||
      labels.data.length !== count ||
      labels.data.some((label) => label >= classes.length))
  ) {
    throw malformed('its labels do not fit its pictures');
  }
  const images = {
    size,
    channels,
    count,
    pixels: pixels.data,
    labels: labels?.dtype === 'U8' ? labels.data : null,
    classes,
    name,
    notes: [],
  } as const;
  return { images, sha256 };
}

/** Of the reader's errors only the sentence counts: this file is no saved run. */
function decode(bytes: Uint8Array): ReturnType<typeof decodeSafetensors> {
  try {
    return decodeSafetensors(bytes);
  } catch (error) {
    if (error instanceof PlaygroundError) throw malformed('its bytes are damaged or incomplete');
    throw error;
  }
}
