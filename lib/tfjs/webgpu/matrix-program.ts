// Runs a tiled product: one dispatch, or two where its sums are split, the second of which adds the parts in their order.
// Shapes are uniforms, so that every product of a kind shares one pipeline.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { epilogueSource } from './matrix-activation';
import { columnSource } from './matrix-column';
import { type ProductSize, planProduct, TILES, type Tile } from './matrix-plan';
import { type ProductSource, productSource } from './matrix-source';
import {
  floats,
  type GpuBinding,
  type GpuUniform,
  integers,
  newTensor,
  runGpuProgram,
} from './program';

export interface ProductInput {
  readonly name: string;
  readonly tensor: TensorInfo;
  /** Bound as vec4<f32>; its size must be a multiple of 4. */
  readonly vectors: boolean;
}

/** y = v where v = product + bias is at least 0, and slope · v below. Slope 1 is linear, 0 is relu. */
export interface Epilogue {
  /** [columns]. */
  readonly bias: TensorInfo | null;
  readonly slope: number;
}

export interface Product {
  /** Names everything that its source depends on. */
  readonly key: string;
  readonly source: () => ProductSource;
  readonly size: ProductSize;
  readonly left: ProductInput;
  readonly right: ProductInput;
  /** Integers that the operands' code reads. */
  readonly uniforms: Readonly<Record<string, number>>;
  readonly outputShape: readonly number[];
  readonly epilogue: Epilogue | null;
}

interface EpilogueParts {
  readonly bindings: readonly GpuBinding[];
  readonly uniforms: readonly GpuUniform[];
}

/** `standIn` – bound where there is no bias, so that products with and without one share a pipeline; it is not read. */
function epilogueParts(
  epilogue: Epilogue | null,
  standIn: TensorInfo,
  vectors: boolean,
): EpilogueParts {
  if (!epilogue) return { bindings: [], uniforms: [] };
  const { bias, slope } = epilogue;
  return {
    bindings: [{ name: 'bias', tensor: bias ?? standIn, access: 'read', vectors }],
    uniforms: [...integers({ hasBias: bias ? 1 : 0 }), ...floats({ slope })],
  };
}

const SUM_THREADS = 64;

function sumSource(vectors: boolean, epilogue: boolean): string {
  const finish = vectors
    ? 'value = finish(value, biasAt((4 * place) % uniforms.columns));'
    : 'value = finish(vec4<f32>(value), biasAt(place % uniforms.columns))[0];';
  return `
${epilogue ? epilogueSource(vectors) : ''}
fn main(group : i32, thread : i32) {
  let place = group * THREADS + thread;
  let count = uniforms.outputSize / ${vectors ? 4 : 1};
  if (place >= count) {
    return;
  }
  var value = ${vectors ? 'vec4<f32>(0.0)' : '0.0'};
  for (var split = 0; split < uniforms.splits; split++) {
    value += parts[split * count + place];
  }
  ${epilogue ? finish : ''}
  result[place] = value;
}
`;
}

interface Sum {
  /** [splits, size of output]. */
  readonly parts: TensorInfo;
  readonly output: TensorInfo;
  readonly columns: number;
  readonly splits: number;
  readonly epilogue: Epilogue | null;
}

function sumParts(backend: WebGPUBackend, { parts, output, columns, splits, epilogue }: Sum): void {
  const vectors = columns % 4 === 0;
  const outputSize = util.sizeFromShape(output.shape);
  const finish = epilogueParts(epilogue, parts, vectors);
  runGpuProgram(backend, {
    key: `sum of parts ${vectors} ${epilogue !== null}`,
    code: () => sumSource(vectors, epilogue !== null),
    threads: SUM_THREADS,
    workgroups: Math.ceil(outputSize / (vectors ? 4 : 1) / SUM_THREADS),
    bindings: [
      { name: 'result', tensor: output, access: 'readWrite', vectors },
      { name: 'parts', tensor: parts, access: 'read', vectors },
      ...finish.bindings,
    ],
    uniforms: [...integers({ columns, splits, outputSize }), ...finish.uniforms],
  });
}

function sourceOf(
  tile: Tile,
  source: ProductSource,
  options: { readonly vectors: boolean; readonly epilogue: boolean },
): string {
  if (tile === TILES.column) return columnSource(tile, source, { ...options, columns: 1 });
  if (tile === TILES.narrow) return columnSource(tile, source, { ...options, columns: 4 });
  return productSource(tile, source, options);
}

/** The product as a new tensor of `outputShape`; the caller owns it. */
export function runProduct(backend: WebGPUBackend, product: Product): TensorInfo {
  const { size, left, right, epilogue } = product;
  const { columns, slices } = size;
  const { tile, splits, splitLength, tileRows, tileColumns } = planProduct(size);
  const vectors = columns % 4 === 0;
  const output = newTensor(backend, product.outputShape);
  const outputSize = util.sizeFromShape(output.shape);
  const target = splits > 1 ? newTensor(backend, [splits, outputSize]) : output;
  const finish = epilogueParts(epilogue, right.tensor, vectors);
  runGpuProgram(backend, {
    key: `${product.key} ${tile.id} ${vectors} ${epilogue !== null}`,
    code: () => sourceOf(tile, product.source(), { vectors, epilogue: epilogue !== null }),
    threads: tile.threadRows * tile.threadColumns,
    workgroups: slices * splits * tileRows * tileColumns,
    bindings: [
      { name: 'result', tensor: target, access: 'readWrite', vectors },
      { ...left, access: 'read' },
      { ...right, access: 'read' },
      ...finish.bindings,
    ],
    uniforms: [
      ...integers({ slices, columns, tileRows, tileColumns, splits, splitLength, outputSize }),
      ...integers(product.uniforms),
      ...finish.uniforms,
    ],
  });
  if (splits > 1) {
    sumParts(backend, { parts: target, output, columns, splits, epilogue });
    backend.disposeData(target.dataId);
  }
  return output;
}
