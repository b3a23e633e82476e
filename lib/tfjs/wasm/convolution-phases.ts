// The gradient of a strided convolution in its image, one phase of the stride at a time: the rows y with
// (y + top) mod s = p receive dy through the taps p, p + s, p + 2s, … alone, by a dense convolution of stride 1. Nothing is
// computed in vain, but every phase is a call of its own; with few channels the calls cost more than they save.

import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { type ConvolutionShape, explicitPadding } from './convolution-shape';
import { copyRun } from './copy-run';
import { runStock, type WasmBackend, wordView } from './heap';

/** One phase along one axis. */
interface Phase {
  /** Its first tap, below the stride. */
  readonly phase: number;
  readonly taps: number;
  /** The first of its positions in the image, and how many there are. */
  readonly first: number;
  readonly count: number;
  readonly pad: readonly [number, number];
}

export interface PhaseAxis {
  readonly before: number;
  readonly size: number;
  readonly stride: number;
  readonly filter: number;
  readonly out: number;
}

/** The phases of one axis that hold image positions; null where one would need dy cut off instead of padded. */
export function phasesOf({ before, size, stride, filter, out }: PhaseAxis): Phase[] | null {
  const phases: Phase[] = [];
  for (let phase = 0; phase < stride; phase++) {
    // Positions y = s·q + phase - before for q from q0 on.
    const q0 = Math.max(0, Math.ceil((before - phase) / stride));
    const first = stride * q0 + phase - before;
    if (first >= size) continue;
    const count = Math.floor((size - 1 - first) / stride) + 1;
    const taps = Math.max(0, Math.ceil((filter - phase) / stride));
    const pad = [taps - 1 - q0, q0 + count - out] as const;
    if (taps === 0 || pad[0] < 0 || pad[1] < 0) return null;
    phases.push({ phase, taps, first, count, pad });
  }
  return phases;
}

/** The taps of a phase, flipped: [taps, taps, K, C]; `turned` is w with its channels exchanged, [KH, KW, K, C]. */
function phaseFilter(
  backend: WasmBackend,
  turned: TensorInfo,
  s: ConvolutionShape,
  [rows, columns]: readonly [Phase, Phase],
): TensorInfo {
  const [, width, k, c] = turned.shape as [number, number, number, number];
  const out = backend.makeOutput([rows.taps, columns.taps, k, c], 'float32');
  const from = wordView(backend, turned);
  const to = wordView(backend, out);
  let target = 0;
  for (let a = rows.taps - 1; a >= 0; a--) {
    const row = s.strideHeight * a + rows.phase;
    for (let b = columns.taps - 1; b >= 0; b--) {
      const column = s.strideWidth * b + columns.phase;
      copyRun(from, (row * width + column) * k * c, to, target, k * c);
      target += k * c;
    }
  }
  return out;
}

/** Writes the rows and columns of one phase to their places in dx. */
function scatter(
  backend: WasmBackend,
  part: TensorInfo,
  dx: TensorInfo,
  s: ConvolutionShape,
  [rows, columns]: readonly [Phase, Phase],
): void {
  const from = wordView(backend, part);
  const to = wordView(backend, dx);
  const c = s.inChannels;
  const step = s.strideWidth * c;
  let source = 0;
  for (let image = 0; image < s.batch; image++) {
    for (let i = 0; i < rows.count; i++) {
      const y = rows.first + i * s.strideHeight;
      let target = ((image * s.inHeight + y) * s.inWidth + columns.first) * c;
      for (let j = 0; j < columns.count; j++) {
        copyRun(from, source, to, target, c);
        source += c;
        target += step;
      }
    }
  }
}

/** The stock kernels that it is made of. */
export interface PhaseParts {
  readonly conv2d: KernelConfig;
  readonly transpose: KernelConfig;
}

/** dx [N, H, W, C] from dy [N, h, w, K] and w [KH, KW, C, K], phase by phase. */
export function inputGradientByPhases(
  { conv2d, transpose }: PhaseParts,
  backend: WasmBackend,
  { dy, filter }: Readonly<Record<'dy' | 'filter', TensorInfo>>,
  s: ConvolutionShape,
  [rowPhases, columnPhases]: readonly [readonly Phase[], readonly Phase[]],
): TensorInfo {
  const dx = backend.makeOutput([s.batch, s.inHeight, s.inWidth, s.inChannels], 'float32');
  const turned = runStock(transpose, backend, { x: filter }, { perm: [0, 1, 3, 2] });
  for (const rows of rowPhases) {
    for (const columns of columnPhases) {
      const taps = phaseFilter(backend, turned, s, [rows, columns]);
      const attributes = explicitPadding(rows.pad, columns.pad);
      const part = runStock(conv2d, backend, { x: dy, filter: taps }, attributes);
      backend.disposeData(taps.dataId);
      scatter(backend, part, dx, s, [rows, columns]);
      backend.disposeData(part.dataId);
    }
  }
  backend.disposeData(turned.dataId);
  return dx;
}
