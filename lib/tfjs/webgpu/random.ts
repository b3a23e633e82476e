// RandomFromCounter on WebGPU: a thread makes the four words of one Philox block. Logarithm, sine and cosine are series of
// our own, since WGSL promises no more than 2^-11 for its sine and nothing near 1 for the square root of a logarithm.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { PHILOX_MULTIPLIERS, PHILOX_ROUNDS, PHILOX_WEYL } from '../ops/philox';
import { RANDOM_FROM_COUNTER, type RandomAttributes, type RandomLaw } from '../ops/random';
import { floats, newTensor, runGpuProgram, writes } from './program';
import { THREADS } from './reduction';

/** Names of the halves of the key's and the counter's words, in the order of `RandomAttributes.halves`. */
const HALVES = ['k0', 'k1', 'c0', 'c1'].flatMap((word) => [`${word}Low`, `${word}High`]);

const word = (name: string): string =>
  `(u32(uniforms.${name}Low) | (u32(uniforms.${name}High) << 16u))`;

const PHILOX = `
fn multiplyHigh(a : u32, b : u32) -> u32 {
  let low = vec2<u32>(a & 0xffffu, b & 0xffffu);
  let high = vec2<u32>(a >> 16u, b >> 16u);
  let middle = high.x * low.y + ((low.x * low.y) >> 16u);
  let carried = low.x * high.y + (middle & 0xffffu);
  return high.x * high.y + (middle >> 16u) + (carried >> 16u);
}

fn philox(block : u32) -> vec4<u32> {
  var key = vec2<u32>(${word('k0')}, ${word('k1')});
  var c = vec4<u32>(block, ${word('c0')}, ${word('c1')}, 0u);
  for (var round = 0; round < ${PHILOX_ROUNDS}; round++) {
    let high0 = multiplyHigh(${PHILOX_MULTIPLIERS[0]}u, c.x);
    let high1 = multiplyHigh(${PHILOX_MULTIPLIERS[1]}u, c.z);
    c = vec4<u32>(
      high1 ^ c.y ^ key.x, ${PHILOX_MULTIPLIERS[1]}u * c.z,
      high0 ^ c.w ^ key.y, ${PHILOX_MULTIPLIERS[0]}u * c.x,
    );
    key += vec2<u32>(${PHILOX_WEYL[0]}u, ${PHILOX_WEYL[1]}u);
  }
  return c;
}
`;

/** Of x in (0, 1]: with x = m · 2^e and m around 1, log m is the series of 2 artanh((m - 1) / (m + 1)). */
const LOGARITHM = `
fn logarithm(x : f32) -> f32 {
  let bits = bitcast<u32>(x);
  var e = i32(bits >> 23u) - 127;
  var m = bitcast<f32>((bits & 0x7fffffu) | 0x3f800000u);
  if (m > 1.41421354) { m *= 0.5; e += 1; }
  let s = (m - 1.0) / (m + 1.0);
  let t = s * s;
  let series = 2.0 + t * (0.666666667 + t * (0.4 + t * (0.285714286 + t * 0.222222222)));
  return f32(e) * 0.693147181 + s * series;
}
`;

/** Cosine and sine of a turn's part in [0, 1): Taylor's series within an eighth of a turn of the nearest quarter. */
const TURN = `
fn turn(part : f32) -> vec2<f32> {
  let quarter = floor(part * 4.0 + 0.5);
  let r = (part - quarter * 0.25) * 6.28318531;
  let t = r * r;
  let c = 1.0 + t * (-0.5 + t * (0.0416666667 + t * (-0.00138888889 + t * 2.48015873e-5)));
  let s = r * (1.0 + t * (-0.166666667 + t * (0.00833333333 + t * (-1.98412698e-4 + t * 2.75573192e-6))));
  switch i32(quarter) & 3 {
    case 0: { return vec2<f32>(c, s); }
    case 1: { return vec2<f32>(-s, c); }
    case 2: { return vec2<f32>(-c, -s); }
    default: { return vec2<f32>(s, -c); }
  }
}
`;

const UNIFORM = `
fn uniformOf(word : u32) -> f32 { return f32(word >> 8u) * ${2 ** -24}; }
`;

const VALUES: Readonly<Record<RandomLaw, string>> = {
  uniform: `
${UNIFORM}
fn valuesOf(w : vec4<u32>) -> vec4<f32> {
  return vec4<f32>(uniformOf(w.x), uniformOf(w.y), uniformOf(w.z), uniformOf(w.w));
}`,
  normal: `
${UNIFORM}${LOGARITHM}${TURN}
fn pair(first : u32, second : u32) -> vec2<f32> {
  return sqrt(-2.0 * logarithm(uniformOf(first) + ${2 ** -24})) * turn(uniformOf(second));
}

fn valuesOf(w : vec4<u32>) -> vec4<f32> { return vec4<f32>(pair(w.x, w.y), pair(w.z, w.w)); }`,
};

const code = (law: RandomLaw): string => `
${PHILOX}
${VALUES[law]}

fn main(group : i32, thread : i32) {
  let block = group * THREADS + thread;
  let size = i32(arrayLength(&result));
  if (4 * block >= size) { return; }
  let values = valuesOf(philox(u32(block)));
  for (var k = 0; k < min(4, size - 4 * block); k++) { result[4 * block + k] = values[k]; }
}
`;

function random(backend: WebGPUBackend, { law, shape, halves }: RandomAttributes): TensorInfo {
  const result = newTensor(backend, shape);
  const blocks = Math.ceil(util.sizeFromShape([...shape]) / 4);
  runGpuProgram(backend, {
    key: `random ${law}`,
    bindings: writes({ result }),
    uniforms: floats(Object.fromEntries(HALVES.map((name, i) => [name, halves.values[i] ?? 0]))),
    uniformBuffer: halves.buffer,
    threads: THREADS,
    workgroups: Math.ceil(blocks / THREADS),
    code: () => code(law),
  });
  return result;
}

export const RANDOM_KERNEL: KernelConfig = {
  kernelName: RANDOM_FROM_COUNTER,
  backendName: 'webgpu',
  kernelFunc: ({ attrs, backend }) =>
    random(backend as WebGPUBackend, attrs as unknown as RandomAttributes),
};
