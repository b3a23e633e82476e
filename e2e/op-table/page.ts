// The page of the gradient table: runs every row on one backend of this browser, with the pack on or off. Bundled by
// op-table.spec.ts, which drives it through `window.opTable` and judges.

import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import { startBackend } from '../../lib/tfjs/backends';
import {
  compareWithOracle,
  failingOrder,
  type OracleFigures,
  toleranceOf,
} from '../../lib/tfjs/gradient-oracle';
import type { FailingOrder } from '../../lib/tfjs/gradient-row';
import { STOCK_TABLE, STOCK_TOLERANCE, stockFailures } from '../../lib/tfjs/gradient-stock';
import { GRADIENT_TABLE } from '../../lib/tfjs/gradient-table';

export type GraphicsBackend = 'webgl' | 'webgpu';
export type Figures = Readonly<Record<string, OracleFigures>>;

export interface RowWithPack {
  readonly name: string;
  /** Of value, first and second order; infinite where it threw. */
  readonly error: number;
  readonly tolerance: number;
  /** Of the exception, or empty. */
  readonly message: string;
}

export interface RowWithoutPack {
  readonly name: string;
  /** The order at which stock TensorFlow.js fails here, and by gradient-stock.ts. */
  readonly fails: FailingOrder;
  readonly expected: FailingOrder;
}

export interface OpTable {
  withPack(backend: GraphicsBackend, figures: Figures): Promise<readonly RowWithPack[]>;
  withoutPack(backend: GraphicsBackend, figures: Figures): Promise<readonly RowWithoutPack[]>;
}

declare global {
  interface Window {
    opTable?: OpTable;
  }
}

const figuresOf = (figures: Figures, name: string): OracleFigures => {
  const found = figures[name];
  if (found === undefined) throw new Error(`no figures of ${name}`);
  return found;
};

const fail = (message: string): void => {
  console.error(message);
};

window.opTable = {
  async withPack(backend, figures) {
    await startBackend(backend, {
      gpu: navigator.gpu,
      secureContext: isSecureContext,
      createWebGlContext: () => new OffscreenCanvas(1, 1).getContext('webgl2'),
      hasWebAssembly: true,
      wasmPaths: '',
      onDeviceLost: fail,
      onDeviceError: fail,
    });
    const rows: RowWithPack[] = [];
    for (const { name, f } of GRADIENT_TABLE) {
      const tolerance = toleranceOf(backend, name);
      try {
        const { value, first, second } = await compareWithOracle(f, figuresOf(figures, name));
        rows.push({ name, error: Math.max(value, first, second), tolerance, message: '' });
      } catch (error) {
        rows.push({ name, error: Number.POSITIVE_INFINITY, tolerance, message: String(error) });
      }
    }
    return rows;
  },
  async withoutPack(backend, figures) {
    enableProdMode();
    await (backend === 'webgl'
      ? import('@tensorflow/tfjs-backend-webgl')
      : import('@tensorflow/tfjs-backend-webgpu'));
    if (!(await setBackend(backend))) throw new Error(`${backend} did not start`);
    const failures = stockFailures(backend);
    const rows: RowWithoutPack[] = [];
    for (const { name, f } of STOCK_TABLE) {
      const fails = await failingOrder(f, figuresOf(figures, name), STOCK_TOLERANCE);
      rows.push({ name, fails, expected: failures[name] ?? null });
    }
    return rows;
  },
};
