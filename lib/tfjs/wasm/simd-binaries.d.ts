// The modules that tools/setup/simd-kernels.mjs compiles from assembly/: a WebAssembly binary each, in base 64.

declare module '#simd-kernels/plain' {
  const binary: string;
  export default binary;
}

declare module '#simd-kernels/relaxed' {
  const binary: string;
  export default binary;
}
