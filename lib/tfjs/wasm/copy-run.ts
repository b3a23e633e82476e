// Copying a run of 4-byte words inside the heap. The runs of the kernels are rows of channels, mostly 1 to 128 long, where
// a call of TypedArray.set costs more than the copy; four words per turn halve the loop.

/** From this length on the built-in copy is faster. */
const MIN_BUILT_IN = 256;

export function copyRun(
  from: Int32Array,
  source: number,
  to: Int32Array,
  target: number,
  length: number,
): void {
  if (length >= MIN_BUILT_IN) {
    to.set(from.subarray(source, source + length), target);
    return;
  }
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    to[target + i] = from[source + i] as number;
    to[target + i + 1] = from[source + i + 1] as number;
    to[target + i + 2] = from[source + i + 2] as number;
    to[target + i + 3] = from[source + i + 3] as number;
  }
  for (; i < length; i++) to[target + i] = from[source + i] as number;
}
