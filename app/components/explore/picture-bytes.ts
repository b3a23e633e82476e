// Pixels of a canvas as the bytes that a run reads, and back. The canvas already has the run's size.

/** Rec. 601 luma, as image libraries make grey of colour. */
const LUMA = [0.299, 0.587, 0.114] as const;

/** @param rgba [side, side, 4]; transparent pixels count as black, the ground that digits stand on */
export function bytesOfPixels(rgba: Uint8ClampedArray, channels: 1 | 3): Uint8Array {
  const count = rgba.length / 4;
  const bytes = new Uint8Array(count * channels);
  for (let i = 0; i < count; i++) {
    const alpha = (rgba[4 * i + 3] ?? 0) / 255;
    const colour = [0, 1, 2].map((k) => (rgba[4 * i + k] ?? 0) * alpha);
    if (channels === 3) bytes.set(colour.map(Math.round), 3 * i);
    else bytes[i] = Math.round(colour.reduce((sum, value, k) => sum + value * (LUMA[k] ?? 0), 0));
  }
  return bytes;
}

/** The largest centred square of a picture: left, top and side. */
export function centredSquare(
  width: number,
  height: number,
): { readonly x: number; readonly y: number; readonly side: number } {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, side };
}
