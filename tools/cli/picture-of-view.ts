// A view of a run as a PNG, without a browser: sample grids pixel by pixel, point clouds and curves as plain plots.
// Deliberately bare; the page draws the same data with axes and legends.

import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { assertNever } from '../../lib/schema/errors';
import type { Role } from '../../lib/schema/series';
import type { CurveView, FieldView, HistogramView, ViewData } from '../../lib/schema/views';
import { pngOfGrid } from '../images/write-png';

const SIDE = 512;
const MARGIN = 16;
/** Sample grids are enlarged to about this width. */
const GRID_WIDTH = 896;

/** Safe for colour-blind eyes; the same meaning as in the page. Source: Okabe & Ito 2008. */
const COLOURS: Readonly<Record<Role, string>> = {
  real: '#0072b2',
  fake: '#d55e00',
  g: '#d55e00',
  d: '#7a5195',
  encoder: '#009e73',
  neutral: '#555555',
};

interface Frame {
  readonly context: SKRSContext2D;
  x(value: number): number;
  y(value: number): number;
}

const span = (arrays: readonly Float32Array[]): readonly [number, number] => {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const array of arrays) {
    for (const value of array) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return high > low ? [low, high] : [low - 1, low + 1];
};

function frame(
  xRange: readonly [number, number],
  yRange: readonly [number, number],
): Frame & { png(): Uint8Array } {
  const canvas = createCanvas(SIDE, SIDE);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, SIDE, SIDE);
  const scale = (value: number, [low, high]: readonly [number, number]): number =>
    MARGIN + ((value - low) / (high - low)) * (SIDE - 2 * MARGIN);
  return {
    context,
    x: (value) => scale(value, xRange),
    y: (value) => SIDE - scale(value, yRange),
    png: () => canvas.toBuffer('image/png'),
  };
}

function drawLine({ context, x, y }: Frame, role: Role, xs: Float32Array, ys: Float32Array): void {
  context.strokeStyle = COLOURS[role];
  context.lineWidth = 2;
  context.beginPath();
  for (const [i, value] of xs.entries()) context.lineTo(x(value), y(ys[i] ?? 0));
  context.stroke();
}

function drawDots({ context, x, y }: Frame, role: Role, xs: Float32Array, ys: Float32Array): void {
  context.fillStyle = COLOURS[role];
  for (const [i, value] of xs.entries())
    context.fillRect(x(value) - 1, y(ys[i] ?? 0) - 1, 2.5, 2.5);
}

const column = (xy: Float32Array, axis: 0 | 1): Float32Array => xy.filter((_, i) => i % 2 === axis);

function fieldPicture(view: FieldView): Uint8Array {
  const { extent, resolution, values, clouds } = view;
  const plot = frame([-extent, extent], [-extent, extent]);
  if (resolution > 0) {
    // One pixel per cell, then enlarged: cells drawn as rectangles would show their seams.
    const cells = createCanvas(resolution, resolution);
    const small = cells.getContext('2d');
    for (const [i, value] of values.entries()) {
      // D's belief in "real" over 0.5 in one colour, under it in the other.
      small.fillStyle = value > 0.5 ? COLOURS.real : COLOURS.fake;
      small.globalAlpha = 0.35 * Math.abs(2 * value - 1);
      small.fillRect(i % resolution, resolution - 1 - Math.floor(i / resolution), 1, 1);
    }
    const inner = SIDE - 2 * MARGIN;
    plot.context.imageSmoothingEnabled = false;
    plot.context.drawImage(cells, MARGIN, MARGIN, inner, inner);
  }
  for (const { role, xy } of clouds) drawDots(plot, role, column(xy, 0), column(xy, 1));
  return plot.png();
}

function histogramPicture({ edges, bars, lines }: HistogramView): Uint8Array {
  const densities = [
    ...bars.map(({ density }) => density),
    ...lines.filter(({ scale }) => scale === 'density').map(({ y }) => y),
  ];
  const top = span([...densities, Float32Array.of(0, 1e-6)])[1];
  const plot = frame(span([edges]), [0, top]);
  for (const { role, density } of bars) {
    plot.context.fillStyle = COLOURS[role];
    plot.context.globalAlpha = 0.45;
    for (const [i, value] of density.entries()) {
      const left = plot.x(edges[i] ?? 0);
      const y = plot.y(value);
      plot.context.fillRect(left, y, plot.x(edges[i + 1] ?? 0) - left, plot.y(0) - y);
    }
  }
  plot.context.globalAlpha = 1;
  for (const { role, scale, x, y } of lines) {
    drawLine(plot, role, x, scale === 'density' ? y : y.map((value) => value * top));
  }
  return plot.png();
}

function curvePicture({ lines, dots }: CurveView): Uint8Array {
  const all = [...lines, ...dots];
  const plot = frame(span(all.map(({ x }) => x)), span(all.map(({ y }) => y)));
  for (const { role, x, y } of lines) drawLine(plot, role, x, y);
  for (const { role, x, y } of dots) drawDots(plot, role, x, y);
  return plot.png();
}

/** The bytes of a PNG. @throws Error for a table, which is no picture */
export function pictureOfView(view: ViewData): Uint8Array {
  switch (view.kind) {
    case 'images': {
      const { pixels, count, width, height, channels, columns } = view;
      const scale = Math.max(1, Math.round(GRID_WIDTH / (columns * width)));
      return pngOfGrid(pixels, { count, width, height, channels, columns, scale });
    }
    case 'field':
      return fieldPicture(view);
    case 'histogram':
      return histogramPicture(view);
    case 'curve':
      return curvePicture(view);
    case 'table':
    case 'matrix':
      throw new Error('a table is no picture');
    default:
      return assertNever(view);
  }
}
