// Runs a tiled product: one dispatch, or two where its sums are split, the second of which adds the parts in their order.
// Shapes are uniforms, so that every product of a kind shares one pipeline.

import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { dispatchOf, type ProductSize, planProduct, type Tile } from './matrix-plan';
import { epilogueSource, type ProductSource, productSource } from './matrix-source';

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
  readonly inputs: readonly ProductInput[];
  /** Integers that the operands' code reads. */
  readonly uniforms: Readonly<Record<string, number>>;
  readonly outputShape: readonly number[];
  readonly epilogue: Epilogue | null;
}

interface Uniform {
  readonly name: string;
  readonly type: 'int32' | 'float32';
  readonly value: number;
}

interface Dispatch {
  readonly key: string;
  readonly code: () => string;
  readonly threads: number;
  readonly dispatch: [number, number, number];
  readonly inputs: readonly ProductInput[];
  readonly uniforms: readonly Uniform[];
  /** Values that are stored at once. */
  readonly outputComponent: 1 | 4;
}

/** The shapes of the operands are in the uniforms, and would only multiply the pipelines if TensorFlow.js saw them. */
const withoutShape = ({ dataId, dtype }: TensorInfo): TensorInfo => ({ dataId, dtype, shape: [1] });

function dispatchInto(backend: WebGPUBackend, output: TensorInfo, d: Dispatch): void {
  const program: WebGPUProgram = {
    variableNames: d.inputs.map(({ name }) => name),
    variableComponents: d.inputs.map(({ vectors }) => (vectors ? 4 : 1)),
    outputComponent: d.outputComponent,
    outputShape: [1],
    workgroupSize: [d.threads, 1, 1],
    dispatch: d.dispatch,
    // Not a flat layout: the code finds its place from the workgroup alone.
    dispatchLayout: { x: [0], y: [1] },
    uniforms: d.uniforms
      .map(({ name, type }) => `${name} : ${type === 'int32' ? 'i32' : 'f32'},`)
      .join(' '),
    shaderKey: d.key,
    getUserCode: d.code,
  };
  backend.runWebGPUProgram(
    program,
    d.inputs.map(({ tensor }) => withoutShape(tensor)),
    'float32',
    d.uniforms.map(({ type, value }) => ({ type, data: [value] })),
    withoutShape(output),
  );
}

const integers = (values: Readonly<Record<string, number>>): Uniform[] =>
  Object.entries(values).map(([name, value]) => ({ name, type: 'int32', value }));

/** `standIn` – bound where there is no bias, so that products with and without one share a pipeline; it is not read. */
function epilogueParts(epilogue: Epilogue, standIn: TensorInfo, vectors: boolean) {
  const { bias, slope } = epilogue;
  return {
    inputs: [{ name: 'bias', tensor: bias ?? standIn, vectors }],
    uniforms: [
      ...integers({ hasBias: bias ? 1 : 0 }),
      { name: 'slope', type: 'float32' as const, value: slope },
    ],
  };
}

const SUM_THREADS = 64;

function sumSource(vectors: boolean, epilogue: boolean): string {
  return `
${epilogue ? epilogueSource(vectors) : ''}
fn main() {
  let place = i32((workgroupId.y * numWorkgroups.x + workgroupId.x) * ${SUM_THREADS}u + localIndex);
  let count = uniforms.outputSize / ${vectors ? 4 : 1};
  if (place >= count) {
    return;
  }
  var value = ${vectors ? 'vec4<f32>(0.0)' : '0.0'};
  for (var split = 0; split < uniforms.splits; split++) {
    value += parts[split * count + place];
  }
  ${
    epilogue
      ? vectors
        ? 'value = finish(value, (4 * place) % uniforms.columns);'
        : 'value = finish(vec4<f32>(value), place % uniforms.columns)[0];'
      : ''
  }
  result[place] = value;
}
`;
}

/** parts [splits, outputSize] → their sums, with the epilogue. */
function sumParts(
  backend: WebGPUBackend,
  { parts, output }: { readonly parts: TensorInfo; readonly output: TensorInfo },
  { columns, splits, epilogue }: Pick<Product, 'epilogue'> & { columns: number; splits: number },
): void {
  const vectors = columns % 4 === 0;
  const outputSize = util.sizeFromShape(output.shape);
  const finish = epilogue ? epilogueParts(epilogue, parts, vectors) : { inputs: [], uniforms: [] };
  dispatchInto(backend, output, {
    key: `matrix-sum-${vectors}-${epilogue !== null}`,
    code: () => sumSource(vectors, epilogue !== null),
    threads: SUM_THREADS,
    dispatch: dispatchOf(Math.ceil(outputSize / (vectors ? 4 : 1) / SUM_THREADS)),
    inputs: [{ name: 'parts', tensor: parts, vectors }, ...finish.inputs],
    uniforms: [...integers({ columns, splits, outputSize }), ...finish.uniforms],
    outputComponent: vectors ? 4 : 1,
  });
}

/** The product as a new tensor of `outputShape`; the caller owns it. */
export function runProduct(backend: WebGPUBackend, product: Product): TensorInfo {
  const { size, inputs, epilogue } = product;
  const plan = planProduct(size);
  const tile: Tile = plan.tile;
  const vectors = size.columns % 4 === 0;
  const output = backend.makeTensorInfo([...product.outputShape], 'float32');
  const outputSize = util.sizeFromShape(output.shape);
  const isSplit = plan.splits > 1;
  const target = isSplit ? backend.makeTensorInfo([plan.splits, outputSize], 'float32') : output;
  const finish = epilogue
    ? epilogueParts(epilogue, (inputs[1] as ProductInput).tensor, vectors)
    : { inputs: [], uniforms: [] };
  dispatchInto(backend, target, {
    key: `matrix-product-${tile.id}-${vectors}-${epilogue !== null}-${product.key}`,
    code: () => productSource(tile, product.source(), { vectors, epilogue: epilogue !== null }),
    threads: tile.threadRows * tile.threadColumns,
    dispatch: dispatchOf(size.slices * plan.splits * plan.tileRows * plan.tileColumns),
    inputs: [...inputs, ...finish.inputs],
    uniforms: [
      ...integers({
        slices: size.slices,
        columns: size.columns,
        tileRows: plan.tileRows,
        tileColumns: plan.tileColumns,
        splits: plan.splits,
        splitLength: plan.splitLength,
        outputSize,
        ...product.uniforms,
      }),
      ...finish.uniforms,
    ],
    outputComponent: vectors ? 4 : 1,
  });
  if (isSplit) {
    sumParts(
      backend,
      { parts: target, output },
      { columns: size.columns, splits: plan.splits, epilogue },
    );
    backend.disposeData(target.dataId);
  }
  return output;
}
