// How numbers lie in IDX and NPY files: width, sign, byte order. One table, so that every format reads every type.
// 64-bit integers become doubles, exact up to 2^53, which is far beyond any pixel or label.

import { halfToNumber } from '../../half-float';
import type { NumericValues } from './numeric-array';

export type NumberType = 'u1' | 'i1' | 'u2' | 'i2' | 'u4' | 'i4' | 'u8' | 'i8' | 'f2' | 'f4' | 'f8';

interface NumberLayout {
  readonly bytes: 1 | 2 | 4 | 8;
  allocate(count: number): NumericValues;
  read(view: DataView, at: number, littleEndian: boolean): number;
}

export const NUMBER_LAYOUTS: Readonly<Record<NumberType, NumberLayout>> = {
  u1: { bytes: 1, allocate: (n) => new Uint8Array(n), read: (v, at) => v.getUint8(at) },
  i1: { bytes: 1, allocate: (n) => new Int8Array(n), read: (v, at) => v.getInt8(at) },
  u2: { bytes: 2, allocate: (n) => new Uint16Array(n), read: (v, at, le) => v.getUint16(at, le) },
  i2: { bytes: 2, allocate: (n) => new Int16Array(n), read: (v, at, le) => v.getInt16(at, le) },
  u4: { bytes: 4, allocate: (n) => new Uint32Array(n), read: (v, at, le) => v.getUint32(at, le) },
  i4: { bytes: 4, allocate: (n) => new Int32Array(n), read: (v, at, le) => v.getInt32(at, le) },
  u8: {
    bytes: 8,
    allocate: (n) => new Float64Array(n),
    read: (v, at, le) =>
      v.getUint32(at + (le ? 4 : 0), le) * 2 ** 32 + v.getUint32(at + (le ? 0 : 4), le),
  },
  i8: {
    bytes: 8,
    allocate: (n) => new Float64Array(n),
    read: (v, at, le) =>
      v.getInt32(at + (le ? 4 : 0), le) * 2 ** 32 + v.getUint32(at + (le ? 0 : 4), le),
  },
  f2: {
    bytes: 2,
    allocate: (n) => new Float32Array(n),
    read: (v, at, le) => halfToNumber(v.getUint16(at, le)),
  },
  f4: { bytes: 4, allocate: (n) => new Float32Array(n), read: (v, at, le) => v.getFloat32(at, le) },
  f8: { bytes: 8, allocate: (n) => new Float64Array(n), read: (v, at, le) => v.getFloat64(at, le) },
};

/**
 * @param bytes `count` numbers of this type, nothing else
 * @returns the numbers in the order of the file; bytes are not copied
 */
export function readNumbers(
  bytes: Uint8Array,
  type: NumberType,
  littleEndian: boolean,
): NumericValues {
  if (type === 'u1') return bytes;
  const layout = NUMBER_LAYOUTS[type];
  const values = layout.allocate(bytes.length / layout.bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let i = 0; i < values.length; i++)
    values[i] = layout.read(view, i * layout.bytes, littleEndian);
  return values;
}
