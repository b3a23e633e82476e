// Starts a backend of plain TensorFlow.js, by its own factory and with its own flags. Backends are loaded on demand: that of
// WebGPU looks for a device while it is imported.

import { enableProdMode, engine, setBackend } from '@tensorflow/tfjs-core';

const LOADERS = {
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
  wasm: async (wasmPaths: string) => {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(wasmPaths);
  },
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
} as const satisfies Readonly<Record<string, (wasmPaths: string) => Promise<unknown>>>;

export type StockBackend = keyof typeof LOADERS;
export const isStockBackend = (name: string): name is StockBackend => Object.hasOwn(LOADERS, name);

/** `wasmPaths` – the folder or address of the .wasm files, with a slash at the end. Returns the adapter's name, where there is one. */
export async function startStock(backend: StockBackend, wasmPaths: string): Promise<string> {
  await LOADERS[backend](wasmPaths);
  enableProdMode();
  if (!(await setBackend(backend))) throw new Error(`${backend} does not start here`);
  const { adapterInfo } = engine().backend as unknown as {
    readonly adapterInfo?: { readonly vendor: string; readonly architecture: string };
  };
  return adapterInfo ? `${adapterInfo.vendor} ${adapterInfo.architecture}`.trim() : '';
}
