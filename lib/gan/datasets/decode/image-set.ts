// Picture files, one after the other, as one set: header checked, decoded by the host, laid over white, cropped to the
// centre square, resized; grey if every picture is grey. Pictures are kept at their final size only.

import { PlaygroundError } from '../../../schema/errors';
import type { DecodedImages, DecodeOptions } from './decoded-images';
import { classesFromFolders } from './folder-classes';
import { checkPictureSize, readPictureSize } from './image-header';
import { MAX_IMAGES, MAX_PIXEL_BYTES } from './limits';
import { isWholePicture } from './picture-end';
import { type Raster, resizeSquare } from './resize';
import type { PictureType } from './sniff';

export interface PictureFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly type: PictureType;
}

/** How many pictures met each fate, for the notes. */
interface Fates {
  cropped: number;
  shrunk: number;
  enlarged: number;
  overWhite: number;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).slice(-60);

const hasAlpha = ({ data }: Raster): boolean => {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
};

function isGrey(rgb: Uint8Array): boolean {
  for (let at = 0; at < rgb.length; at += 3) {
    if (rgb[at] !== rgb[at + 1] || rgb[at] !== rgb[at + 2]) return false;
  }
  return true;
}

const plural = (count: number, rest: string): string =>
  count === 1 ? `1 picture was ${rest}` : `${count} pictures were ${rest}`;

export class PictureCollector {
  readonly #options: DecodeOptions;
  readonly #paths: string[] = [];
  /** Grey pictures take one byte a pixel, others three. */
  readonly #pictures: Uint8Array[] = [];
  readonly #fates: Fates = { cropped: 0, shrunk: 0, enlarged: 0, overWhite: 0 };
  #anyColour = false;

  constructor(options: DecodeOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#pictures.length;
  }

  /** @throws PlaygroundError data.malformed, data.tooLarge */
  async add(file: PictureFile): Promise<void> {
    const { size } = this.#options;
    const raster = await this.#decode(file);
    const rgb = new Uint8Array(size * size * 3);
    resizeSquare(raster, size, rgb, 0);
    const grey = isGrey(rgb);
    this.#anyColour ||= !grey;
    this.#pictures.push(grey ? rgb.filter((_, at) => at % 3 === 0) : rgb);
    this.#paths.push(file.path);
    const side = Math.min(raster.width, raster.height);
    if (raster.width !== raster.height) this.#fates.cropped += 1;
    if (side > size) this.#fates.shrunk += 1;
    if (side < size) this.#fates.enlarged += 1;
    if (hasAlpha(raster)) this.#fates.overWhite += 1;
    this.#checkTotal();
  }

  async #decode({ path, bytes, type }: PictureFile): Promise<Raster> {
    const name = nameOf(path);
    readPictureSize(name, bytes, type);
    const malformed = (problem: string) =>
      new PlaygroundError('data.malformed', { format: `picture "${name}"`, problem });
    if (!isWholePicture(bytes, type)) throw malformed('it is cut off before its end');
    const picture = await this.#options.decodeImage(bytes, type).catch((error: unknown) => {
      if (error instanceof PlaygroundError) throw error;
      throw malformed('it is damaged');
    });
    const { width, height, rgba } = picture;
    if (!(width >= 1 && height >= 1 && rgba.length === width * height * 4)) {
      throw malformed(`it decodes to ${rgba.length} bytes for ${width} × ${height} pixels`);
    }
    checkPictureSize(name, picture);
    return { width, height, channels: 4, data: rgba };
  }

  #checkTotal(): void {
    const channels = this.#anyColour ? 3 : 1;
    checkSetSize(this.count, this.#options.size, channels);
  }

  #notes(): string[] {
    const { cropped, shrunk, enlarged, overWhite } = this.#fates;
    const { size } = this.#options;
    const notes: string[] = [];
    if (cropped > 0) notes.push(`${plural(cropped, 'cropped to the square in the middle')}`);
    if (shrunk > 0) notes.push(`${plural(shrunk, `shrunk to ${size} × ${size} pixels`)}`);
    if (enlarged > 0) notes.push(`${plural(enlarged, `enlarged to ${size} × ${size} pixels`)}`);
    if (overWhite > 0)
      notes.push(`${plural(overWhite, 'transparent in places and laid over white')}`);
    return notes;
  }

  /** The set; the collector is empty afterwards. */
  finish(name: string): DecodedImages {
    const { size } = this.#options;
    const channels = this.#anyColour ? 3 : 1;
    const stride = size * size * channels;
    const count = this.count;
    const pixels = new Uint8Array(count * stride);
    this.#pictures.splice(0).forEach((picture, i) => {
      if (picture.length === stride) pixels.set(picture, i * stride);
      else
        for (let k = 0; k < stride; k++)
          pixels[i * stride + k] = picture[Math.floor(k / 3)] as number;
    });
    const { classes, note } = classesFromFolders(this.#paths);
    const notes = note === null ? this.#notes() : [...this.#notes(), note];
    return {
      size,
      channels,
      count,
      pixels,
      labels: classes?.labels ?? null,
      classes: classes?.classes ?? [],
      name,
      notes,
    };
  }
}

/** @throws PlaygroundError data.tooLarge */
export function checkSetSize(count: number, size: number, channels: 1 | 3): void {
  if (count > MAX_IMAGES) {
    const what = 'The number of images';
    throw new PlaygroundError('data.tooLarge', { what, value: count, limit: MAX_IMAGES });
  }
  const value = count * size * size * channels;
  if (value > MAX_PIXEL_BYTES) {
    const what = 'The size of all images in bytes';
    throw new PlaygroundError('data.tooLarge', { what, value, limit: MAX_PIXEL_BYTES });
  }
}
