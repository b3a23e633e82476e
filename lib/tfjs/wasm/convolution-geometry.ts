// What the convolution kernels of assembly/ are told: which pixels of the source each position of a grid reads, and where it
// writes. One description serves forward convolutions, filter gradients (the same grid) and input gradients, whose grid
// is that of a stride phase: with Y = y + top = s·q + p only the taps s·a + p touch row Y, so
//   dx[n, s·q + p - top] = sum over a of dy[n, q - a] · w[s·a + p].

import type { ConvolutionShape } from './convolution-shape';

/** The fields of assembly/geometry.ts, in its order. */
export type Geometry = readonly number[];

interface Axis {
  /** Positions of the grid. */
  readonly grid: number;
  /** Source row of the first tap at position 0; source rows per position and per tap. */
  readonly offset: number;
  readonly step: number;
  readonly tapStep: number;
  readonly taps: number;
  /** Target row of position 0, and target rows per position. */
  readonly target: number;
  readonly targetStep: number;
  /** First tap of the stride phase. */
  readonly phase: number;
}

/** Rows or columns of a convolution. */
interface Line {
  readonly before: number;
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  readonly filter: number;
  readonly out: number;
}

const rowsOf = (s: ConvolutionShape): Line => ({
  before: s.top,
  size: s.inHeight,
  stride: s.strideHeight,
  dilation: s.dilationHeight,
  filter: s.filterHeight,
  out: s.outHeight,
});

const columnsOf = (s: ConvolutionShape): Line => ({
  before: s.left,
  size: s.inWidth,
  stride: s.strideWidth,
  dilation: s.dilationWidth,
  filter: s.filterWidth,
  out: s.outWidth,
});

const geometryOf = (
  s: ConvolutionShape,
  rows: Axis,
  columns: Axis,
  [sourceHeight, sourceWidth, sourceChannels]: readonly [number, number, number],
  [targetHeight, targetWidth, targetChannels]: readonly [number, number, number],
): Geometry => [
  ...[s.batch, rows.grid, columns.grid],
  ...[sourceHeight, sourceWidth, sourceChannels],
  ...[rows.offset, rows.step, rows.tapStep, columns.offset, columns.step, columns.tapStep],
  ...[rows.taps, columns.taps],
  ...[targetHeight, targetWidth, targetChannels],
  ...[rows.target, rows.targetStep, columns.target, columns.targetStep],
  ...[s.filterHeight, s.filterWidth, rows.phase, columns.phase],
];

const forwardAxis = ({ before, stride, dilation, filter, out }: Line): Axis => ({
  grid: out,
  offset: -before,
  step: stride,
  tapStep: dilation,
  taps: filter,
  target: 0,
  targetStep: 1,
  phase: 0,
});

/** One position an output pixel: for the convolution itself and for the gradient of its filter. */
export const forwardGeometry = (s: ConvolutionShape): Geometry =>
  geometryOf(
    s,
    forwardAxis(rowsOf(s)),
    forwardAxis(columnsOf(s)),
    [s.inHeight, s.inWidth, s.inChannels],
    [s.outHeight, s.outWidth, s.outChannels],
  );

/** The phases of one axis that hold pixels of dx. */
function phasesOf({ before, size, stride, filter }: Line): Axis[] {
  const phases: Axis[] = [];
  for (let phase = 0; phase < stride; phase++) {
    const q = Math.max(0, Math.ceil((before - phase) / stride));
    const target = stride * q + phase - before;
    if (target >= size) continue;
    const grid = Math.floor((size - 1 - target) / stride) + 1;
    const taps = Math.max(0, Math.ceil((filter - phase) / stride));
    phases.push({ grid, offset: q, step: 1, tapStep: -1, taps, target, targetStep: stride, phase });
  }
  return phases;
}

const gradientGeometry = (s: ConvolutionShape, rows: Axis, columns: Axis): Geometry =>
  geometryOf(
    s,
    rows,
    columns,
    [s.outHeight, s.outWidth, s.outChannels],
    [s.inHeight, s.inWidth, s.inChannels],
  );

/** A grid for each stride phase of dx; together they write every pixel once. */
export function phaseGeometries(s: ConvolutionShape): Geometry[] {
  const columns = phasesOf(columnsOf(s));
  return phasesOf(rowsOf(s)).flatMap((row) =>
    columns.map((column) => gradientGeometry(s, row, column)),
  );
}

/** All phases of a pixel in one position. */
function wholeAxis({ before, size, stride, filter }: Line): Axis {
  const offset = Math.floor(before / stride);
  return {
    grid: Math.floor((before + size - 1) / stride) - offset + 1,
    offset,
    step: 1,
    tapStep: -1,
    taps: Math.ceil(filter / stride),
    target: stride * offset - before,
    targetStep: stride,
    phase: 0,
  };
}

/** One grid for all phases of dx. */
export const wholeGeometry = (s: ConvolutionShape): Geometry =>
  gradientGeometry(s, wholeAxis(rowsOf(s)), wholeAxis(columnsOf(s)));
