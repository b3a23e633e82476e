// What a digit is before it is bent and framed: a signed distance to its ink, in a frame where the digit is one unit high
// around the origin, y down. Fonts and pens both end here, so everything after is the same for both.

export interface Ink {
  /** Negative inside the ink. */
  readonly distance: (x: number, y: number) => number;
  /** Typical half-thickness of the strokes. */
  readonly halfWidth: number;
}
