// Images in [-1, 1] to bytes, for pictures.

/** Bytes 0..255 of values in [-1, 1]; values outside are cut off, as a screen would. */
export function toBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8ClampedArray(values.length);
  for (let i = 0; i < values.length; i++) bytes[i] = ((values[i] ?? 0) + 1) * 127.5;
  return new Uint8Array(bytes.buffer);
}

/** Values in [-1, 1] of bytes 0..255, written into `out` at `offset`. */
export function fromBytes(bytes: Uint8Array, out: Float32Array, offset: number): void {
  for (let i = 0; i < bytes.length; i++) out[offset + i] = (bytes[i] ?? 0) / 127.5 - 1;
}
