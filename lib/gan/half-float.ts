// IEEE 754 half precision to single precision, exact for every one of the 65,536 patterns. Reading only: nothing here
// writes halves. Source: IEEE 754-2008, binary16 (1 sign, 5 exponent, 10 fraction bits, bias 15).

/** @param bits the 16 bits of a half. Returns its value; subnormals, infinities and NaN included. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
