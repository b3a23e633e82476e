// NPY, numpy's file of one array: magic, version, length of the header, header, values. Versions 1 to 3; C and Fortran
// order; whole numbers, floats and truth values of either byte order. Python objects (pickles) are code, and refused.
// Source: NEP 1, "A Simple File Format for NumPy Arrays".

import { PlaygroundError } from '../../../schema/errors';
import { decodeUtf8 } from '../../utf8';
import { MAX_NPY_HEADER_BYTES } from './limits';
import { type NpyHeader, parseNpyHeader } from './npy-header';
import { NUMBER_LAYOUTS, type NumberType, readNumbers } from './number-types';
import { checkSize, type NumericArray, type NumericValues } from './numeric-array';

const FORMAT = 'NPY';
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const MAX_RANK = 8;

const malformed = (problem: string) =>
  new PlaygroundError('data.malformed', { format: FORMAT, problem });

export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

interface Layout {
  readonly header: NpyHeader;
  readonly dataAt: number;
}

function layoutOf(bytes: Uint8Array): Layout {
  if (!isNpy(bytes)) throw malformed('it does not begin with the mark of NPY');
  const major = bytes[6] ?? 0;
  const textAt = major === 1 ? 10 : 12;
  if (bytes.length >= 7 && (major < 1 || major > 3))
    throw malformed(`its version ${major} is unknown`);
  const need = (expectedBytes: number) => {
    if (bytes.length >= expectedBytes) return;
    const details = { format: FORMAT, expectedBytes, actualBytes: bytes.length };
    throw new PlaygroundError('data.truncated', details);
  };
  need(textAt);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const headerBytes = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (headerBytes > MAX_NPY_HEADER_BYTES) {
    throw malformed(`its header would be ${headerBytes} bytes long`);
  }
  const dataAt = textAt + headerBytes;
  need(dataAt);
  const text = decodeUtf8(bytes.subarray(textAt, dataAt));
  const header = text === null ? null : parseNpyHeader(text);
  if (header === null)
    throw malformed('its header is not a dictionary of descr, fortran_order and shape');
  if (header.shape.length > MAX_RANK) throw malformed(`its array has ${header.shape.length} axes`);
  return { header, dataAt };
}

interface ElementType {
  readonly type: NumberType;
  readonly littleEndian: boolean;
  readonly isBoolean: boolean;
}

function elementTypeOf(descr: string): ElementType {
  const [order, code] = [descr[0] ?? '', descr.slice(1)];
  if ((order === '|' || order === '<') && code === 'b1') {
    return { type: 'u1', littleEndian: true, isBoolean: true };
  }
  const isNumber = Object.hasOwn(NUMBER_LAYOUTS, code);
  const isOneByte = code === 'u1' || code === 'i1';
  if (isNumber && (order === '<' || order === '>' || (order === '|' && isOneByte))) {
    return { type: code as NumberType, littleEndian: order !== '>', isBoolean: false };
  }
  const feature =
    code === 'O' ? 'Python objects (a pickle)' : `values of type "${descr.slice(0, 20)}"`;
  const instead = 'an array of numbers, saved with numpy.save';
  throw new PlaygroundError('data.unsupported', { format: FORMAT, feature, instead });
}

/** Values whose first index moves fastest, put in C order. */
function fromFortran(
  values: NumericValues,
  shape: readonly number[],
  type: NumberType,
): NumericValues {
  const ordered = NUMBER_LAYOUTS[type].allocate(values.length);
  const strides: number[] = [];
  let stride = 1;
  for (const side of shape) {
    strides.push(stride);
    stride *= side;
  }
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < ordered.length; to++) {
    ordered[to] = values[from] as number;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const [side, step] = [shape[axis] as number, strides[axis] as number];
      index[axis] = (index[axis] as number) + 1;
      from += step;
      if ((index[axis] as number) < side) break;
      index[axis] = 0;
      from -= side * step;
    }
  }
  return ordered;
}

/**
 * @param name of the file, for messages and to find its partner
 * @throws PlaygroundError data.truncated, data.malformed, data.unsupported
 */
export function decodeNpy(name: string, bytes: Uint8Array): NumericArray {
  const { header, dataAt } = layoutOf(bytes);
  const { type, littleEndian, isBoolean } = elementTypeOf(header.descr);
  const sizes = { headerBytes: dataAt, fileBytes: bytes.length };
  checkSize(FORMAT, header.shape, NUMBER_LAYOUTS[type].bytes, sizes);
  const values = readNumbers(bytes.subarray(dataAt), type, littleEndian);
  const isTransposed = header.fortranOrder && header.shape.length > 1;
  const ordered = isTransposed ? fromFortran(values, header.shape, type) : values;
  return { name, shape: header.shape, values: ordered, isBoolean };
}
