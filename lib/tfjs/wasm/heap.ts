// What the composed kernels need of TensorFlow.js's wasm backend, named here because its types do not say it: the record
// of a tensor's bytes, views of the heap, and the stock kernels to compose from. Views are taken afresh for every use:
// any allocation may grow the heap, and then old views are empty.

import {
  type DataId,
  type DataType,
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
  util,
} from '@tensorflow/tfjs-core';

/** Bytes of one tensor; several tensors share them while `refCount` is above 1. */
export interface HeapRecord {
  /** The number under which the wasm side knows these bytes; XNNPACK's packed weights are cached under it. */
  id: number;
  readonly memoryOffset: number;
  refCount: number;
}

export interface WasmBackend {
  readonly wasm: {
    readonly HEAPU8: Uint8Array;
    /** The exports of the backend's own module. */
    readonly asm: { readonly memory: object };
    _malloc(bytes: number): number;
    _free(address: number): void;
    readonly tfjs: {
      registerTensor(id: number, size: number, memoryOffset: number): void;
      disposeData(id: number): void;
    };
  };
  readonly dataIdMap: {
    has(dataId: DataId): boolean;
    get(dataId: DataId): HeapRecord;
    set(dataId: DataId, record: HeapRecord & Pick<TensorInfo, 'shape' | 'dtype'>): void;
    delete(dataId: DataId): boolean;
  };
  dataIdNextNumber: number;
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  write(values: unknown, shape: number[], dtype: DataType): DataId;
  read(dataId: DataId): Promise<unknown>;
  readSync(dataId: DataId): unknown;
  incRef(dataId: DataId): void;
  disposeData(dataId: DataId): boolean;
}

/** The float32 values of a tensor, in place. Valid until the next allocation. */
export function floatView(backend: WasmBackend, x: TensorInfo): Float32Array {
  const { memoryOffset } = backend.dataIdMap.get(x.dataId);
  return new Float32Array(backend.wasm.HEAPU8.buffer, memoryOffset, util.sizeFromShape(x.shape));
}

/** The 4-byte words of an int32 or float32 tensor, in place: for moving values without reading them as numbers. */
export function wordView(backend: WasmBackend, x: TensorInfo): Int32Array {
  const { memoryOffset } = backend.dataIdMap.get(x.dataId);
  return new Int32Array(backend.wasm.HEAPU8.buffer, memoryOffset, util.sizeFromShape(x.shape));
}

/** Whether a tensor's values are 4 bytes each. */
export const isWord = (x: TensorInfo): boolean => x.dtype === 'float32' || x.dtype === 'int32';

/** The address of a tensor's first value, for the kernels of assembly/. */
export const addressOf = (backend: WasmBackend, x: TensorInfo): number =>
  backend.dataIdMap.get(x.dataId).memoryOffset;

/** The same bytes under another shape; owns nothing. */
export function reshaped(x: TensorInfo, shape: readonly number[]): TensorInfo {
  return { dataId: x.dataId, shape: [...shape], dtype: x.dtype };
}

/** Another handle on the same bytes, which it keeps alive. */
export function shared(backend: WasmBackend, x: TensorInfo, shape = x.shape): TensorInfo {
  backend.incRef(x.dataId);
  return reshaped(x, shape);
}

/** What a kernel receives: its tensors by name. Asking for one that was not given throws. */
export type KernelInputs = Readonly<Record<string, TensorInfo>>;

/** The wasm backend's own kernel, as it is registered now. */
export function stockKernel(kernelName: string): KernelConfig {
  const kernel = getKernel(kernelName, 'wasm') as KernelConfig | undefined;
  if (!kernel) throw new Error(`the wasm backend has no kernel ${kernelName}`);
  return kernel;
}

/** Runs a kernel of the wasm backend outside the engine: no tape, no tensor count. The caller owns the result. */
export function runStock(
  kernel: KernelConfig,
  backend: WasmBackend,
  inputs: KernelInputs,
  attributes: object,
): TensorInfo {
  const result = kernel.kernelFunc({ inputs, attrs: attributes as NamedAttrMap, backend });
  if (Array.isArray(result)) throw new Error(`${kernel.kernelName} has one output`);
  return result;
}

export type WasmKernel<Names extends string, Attributes> = (
  backend: WasmBackend,
  inputs: Readonly<Record<Names, TensorInfo>>,
  attributes: Attributes,
) => TensorInfo | TensorInfo[];

/** Registers a kernel that the wasm backend lacks, or replaces one; a stock set-up function stays in place. */
export function registerWasmKernel<Names extends string, Attributes>(
  kernelName: string,
  kernel: WasmKernel<Names, Attributes>,
): void {
  const stock = getKernel(kernelName, 'wasm') as KernelConfig | undefined;
  if (stock) unregisterKernel(kernelName, 'wasm');
  registerKernel({
    ...stock,
    kernelName,
    backendName: 'wasm',
    // The engine passes the backend, the inputs and the attributes of the kernel that it looked up by this name.
    kernelFunc: ({ inputs, attrs, backend }) =>
      kernel(
        backend as WasmBackend,
        inputs as Readonly<Record<Names, TensorInfo>>,
        (attrs ?? {}) as unknown as Attributes,
      ),
  });
}
