// Any picture to a small square: the centre square, then the exact area average of the source pixels under each target
// pixel (box filter with fractional edges). Averages are taken of the stored values, as most data sets were made, not of
// linear light. Enlarging with the same rule repeats pixels.

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** 4 is red, green, blue and alpha (not premultiplied), laid over white. */
  readonly channels: 1 | 3 | 4;
  /** [height, width, channels], bytes. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

const WHITE = 255;

/**
 * The centre square of `raster` at `size` × `size`.
 * @param out receives [size, size, 1 or 3] bytes from `offset` on
 */
export function resizeSquare(raster: Raster, size: number, out: Uint8Array, offset: number): void {
  const { channels, data, width, height } = raster;
  const side = Math.min(width, height);
  const [left, top] = [(width - side) >> 1, (height - side) >> 1];
  const step = side / size;
  const outChannels = channels === 1 ? 1 : 3;
  const sums = new Float64Array(size * outChannels);

  const addPixel = (at: number, to: number, share: number): void => {
    const alpha = channels === 4 ? (data[at + 3] as number) / 255 : 1;
    for (let c = 0; c < outChannels; c++) {
      const value = (data[at + c] as number) * alpha + WHITE * (1 - alpha);
      sums[to + c] = (sums[to + c] as number) + share * value;
    }
  };
  const addRow = (y: number, weight: number): void => {
    for (let i = 0; i < size; i++) {
      const from = left + i * step;
      const to = from + step;
      const last = Math.min(Math.ceil(to), width);
      for (let x = Math.floor(from); x < last; x++) {
        const share = weight * (Math.min(x + 1, to) - Math.max(x, from));
        addPixel((y * width + x) * channels, i * outChannels, share);
      }
    }
  };

  for (let j = 0; j < size; j++) {
    sums.fill(0);
    const from = top + j * step;
    const to = from + step;
    const last = Math.min(Math.ceil(to), height);
    for (let y = Math.floor(from); y < last; y++) {
      addRow(y, Math.min(y + 1, to) - Math.max(y, from));
    }
    const row = offset + j * sums.length;
    for (let k = 0; k < sums.length; k++) {
      out[row + k] = Math.round((sums[k] as number) / (step * step));
    }
  }
}
