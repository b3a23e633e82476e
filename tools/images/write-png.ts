// Image sets as one PNG contact sheet, byte for byte reproducible: no time stamps, no filters, one compression level.
// Source: PNG 1.2 (W3C), chapters 5 and 11.

import { crc32, deflateSync } from 'node:zlib';

export interface PngGrid {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Images per row of the sheet. */
  readonly columns: number;
  /** Every pixel becomes a square of scale × scale; a whole number of at least 1. */
  readonly scale: number;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOUR_TYPE = { 1: 0, 3: 2 } as const;

function chunk(tag: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(tag, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/**
 * One PNG file with 8 bits per channel.
 * @param pixels [height, width, channels], bytes
 */
export function png(
  pixels: Uint8Array,
  width: number,
  height: number,
  channels: 1 | 3,
): Uint8Array {
  if (pixels.length !== width * height * channels) {
    throw new Error(`${pixels.length} bytes for ${width} × ${height} × ${channels}`);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, COLOUR_TYPE[channels], 0, 0, 0], 8);
  const rowBytes = width * channels;
  // Each row begins with its filter, here always 0 (none).
  const rows = Buffer.alloc(height * (rowBytes + 1));
  for (let y = 0; y < height; y++) {
    rows.set(pixels.subarray(y * rowBytes, (y + 1) * rowBytes), y * (rowBytes + 1) + 1);
  }
  const data = chunk('IDAT', deflateSync(rows, { level: 9 }));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), data, chunk('IEND', Buffer.alloc(0))]);
}

/**
 * Images side by side without gaps, row by row; places without an image stay black.
 * @param pixels [count, height, width, channels], bytes
 */
export function pngOfGrid(pixels: Uint8Array, grid: PngGrid): Uint8Array {
  const { count, width, height, channels, columns, scale } = grid;
  if (pixels.length !== count * width * height * channels || count < 1) {
    throw new Error(
      `${pixels.length} bytes for ${count} images of ${width} × ${height} × ${channels}`,
    );
  }
  const sheetWidth = Math.min(columns, count) * width * scale;
  const sheetHeight = Math.ceil(count / columns) * height * scale;
  const sheet = new Uint8Array(sheetWidth * sheetHeight * channels);
  for (let y = 0; y < sheetHeight; y++) {
    const row = Math.floor(y / (height * scale));
    const sourceY = Math.floor(y / scale) % height;
    for (let x = 0; x < sheetWidth; x++) {
      const image = row * columns + Math.floor(x / (width * scale));
      if (image >= count) break;
      const from =
        ((image * height + sourceY) * width + (Math.floor(x / scale) % width)) * channels;
      const to = (y * sheetWidth + x) * channels;
      for (let c = 0; c < channels; c++) sheet[to + c] = pixels[from + c] as number;
    }
  }
  return png(sheet, sheetWidth, sheetHeight, channels);
}
