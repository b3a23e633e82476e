// Elementwise operations of two float32 tensors on WebGPU. Numbers of the host, and whole tensors of one value that are
// still there, are uniforms: the stock kernels upload each number of a formula in every step. One program for each
// operation, where the stock ones have one for each pair of ranks and way to repeat.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  Add,
  broadcast_util,
  Equal,
  Greater,
  GreaterEqual,
  type KernelConfig,
  Less,
  LessEqual,
  Maximum,
  Minimum,
  Multiply,
  NotEqual,
  Pow,
  RealDiv,
  SquaredDifference,
  Sub,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { broadcastAxes, broadcastUniforms, indexCode } from './broadcast';
import { constantOf } from './constants';
import { floats, integers, isFloat, newTensor, reads, runGpuProgram, writes } from './program';
import { THREADS } from './reduction';

interface Operation {
  readonly result: 'float32' | 'bool';
  /** WGSL of `a` and `b`. */
  readonly code: string;
}

const float = (code: string): Operation => ({ result: 'float32', code });
const comparison = (operator: string): Operation => ({
  result: 'bool',
  code: `select(0, 1, a ${operator} b)`,
});

const OPERATIONS: Readonly<Record<string, Operation>> = {
  [Add]: float('a + b'),
  [Sub]: float('a - b'),
  [Multiply]: float('a * b'),
  [RealDiv]: float('a / b'),
  [SquaredDifference]: float('(a - b) * (a - b)'),
  [Maximum]: float('select(max(a, b), a + b, isNan(a) || isNan(b))'),
  [Minimum]: float('select(min(a, b), a + b, isNan(a) || isNan(b))'),
  [Pow]: float('power(a, b)'),
  [Equal]: comparison('=='),
  [NotEqual]: comparison('!='),
  [Greater]: comparison('>'),
  [GreaterEqual]: comparison('>='),
  [Less]: comparison('<'),
  [LessEqual]: comparison('<='),
};

/** A thread by itself costs more than an operation. */
const VALUES_PER_THREAD = 4;

const code = (operation: string): string => `
fn isNan(v : f32) -> bool { return (bitcast<u32>(v) & 0x7fffffffu) > 0x7f800000u; }

/** WGSL's pow has no negative base. */
fn power(base : f32, exponent : f32) -> f32 {
  if (exponent == 0.0) { return 1.0; }
  if (base < 0.0 && floor(exponent) != exponent) { return uniforms.nan; }
  let isOdd = abs(exponent) % 2.0 == 1.0;
  let size = pow(abs(base), exponent);
  return select(size, -size, base < 0.0 && isOdd);
}

fn main(group : i32, thread : i32) {
  let first = group * THREADS * ${VALUES_PER_THREAD} + thread;
  let end = min(uniforms.size, first + THREADS * ${VALUES_PER_THREAD});
  for (var i = first; i < end; i += THREADS) {
    ${indexCode(['a', 'b'])}
    let a = select(aValues[aIndex], uniforms.aValue, uniforms.aIsValue != 0);
    let b = select(bValues[bIndex], uniforms.bValue, uniforms.bIsValue != 0);
    result[i] = ${operation};
  }
}
`;

/** Null where the tensors repeat in too many ways. */
function compute(
  backend: WebGPUBackend,
  kernelName: string,
  { a, b }: Readonly<Record<'a' | 'b', TensorInfo>>,
): TensorInfo | null {
  const shape = broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const aValue = constantOf(backend, a.dataId);
  // One of the two must give the program something to bind.
  const bValue = aValue === null ? constantOf(backend, b.dataId) : null;
  const shapes = [aValue === null ? a.shape : [], bValue === null ? b.shape : []];
  const axes = broadcastUniforms(broadcastAxes(shapes, shape), ['a', 'b']);
  const operation = OPERATIONS[kernelName];
  if (axes === null || operation === undefined) return null;
  const result = newTensor(backend, shape, operation.result);
  const size = util.sizeFromShape(shape);
  runGpuProgram(backend, {
    key: `binary ${kernelName}`,
    bindings: [
      ...reads({ aValues: aValue === null ? a : b, bValues: bValue === null ? b : a }),
      ...writes({ result }),
    ],
    uniforms: [
      ...integers({ size, aIsValue: aValue === null ? 0 : 1, bIsValue: bValue === null ? 0 : 1 }),
      ...floats({ aValue: aValue ?? 0, bValue: bValue ?? 0, nan: Number.NaN }),
      ...axes,
    ],
    threads: THREADS,
    workgroups: Math.ceil(size / (THREADS * VALUES_PER_THREAD)),
    code: () => code(operation.code),
  });
  return result;
}

/** Two small tensors of the host are left to the stock kernel, which computes there. */
const binary =
  (kernelName: string) =>
  (stock: KernelConfig): KernelConfig => ({
    kernelName,
    backendName: 'webgpu',
    kernelFunc: (params) => {
      const inputs = params.inputs as Parameters<typeof compute>[2];
      const backend = params.backend as WebGPUBackend;
      const isOurs = isFloat(inputs.a) && isFloat(inputs.b);
      if (!isOurs || backend.shouldExecuteOnCPU([inputs.a, inputs.b])) {
        return stock.kernelFunc(params);
      }
      return compute(backend, kernelName, inputs) ?? stock.kernelFunc(params);
    },
  });

/** By kernel name. */
export const BINARY_OPERATIONS: Readonly<Record<string, (stock: KernelConfig) => KernelConfig>> =
  Object.fromEntries(Object.keys(OPERATIONS).map((name) => [name, binary(name)]));
