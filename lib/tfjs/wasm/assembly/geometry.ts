// The sizes of one convolution, written by the host as 32-bit integers in this order (../convolution-geometry.ts).

/**
 * Every kernel of a convolution goes through a grid of positions. A forward convolution has one position an output pixel;
 * an input gradient has one a pixel of dx of one stride phase, or one for all phases of a pixel.
 */
@unmanaged
export class Geometry {
  batch: i32;
  gridHeight: i32;
  gridWidth: i32;

  /** The image that is read, [batch, sourceHeight, sourceWidth, sourceChannels]. */
  sourceHeight: i32;
  sourceWidth: i32;
  sourceChannels: i32;

  /** Row of the source for the first tap at grid row 0, rows of the source per grid row, and per tap; then columns. */
  offsetY: i32;
  stepY: i32;
  tapStepY: i32;
  offsetX: i32;
  stepX: i32;
  tapStepX: i32;
  tapsY: i32;
  tapsX: i32;

  /** The image that is written, [batch, targetHeight, targetWidth, targetChannels]. */
  targetHeight: i32;
  targetWidth: i32;
  targetChannels: i32;

  /** Row of the target at grid row 0, and rows of the target per grid row; then columns. */
  targetY: i32;
  targetStepY: i32;
  targetX: i32;
  targetStepX: i32;

  /** The filter, [filterHeight, filterWidth, …]; tap (a, b) is its row stepY · a + phase for an input gradient. */
  filterHeight: i32;
  filterWidth: i32;
  phaseY: i32;
  phaseX: i32;
}
