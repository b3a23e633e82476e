// safetensors files: named arrays and strings as bytes and back. It knows nothing of models or runs; a checkpoint is
// built on top of it. The format, as its reference implementation defines it:
//   8 bytes   length n of the header, unsigned, little-endian
//   n bytes   JSON in UTF-8, begins with "{", padded with spaces: {"__metadata__": {string: string},
//             NAME: {"dtype": "F32", "shape": [2, 3], "data_offsets": [begin, end]}, …}; offsets count from the end of the header
//   the rest  little-endian values in C order; the ranges cover it exactly, without hole or overlap
// Typed arrays take the byte order of the machine; every machine with a browser or Node that we know is little-endian.
// Source: the safetensors README of Hugging Face, section "Format".

import { PlaygroundError } from '../schema/errors';
import { halfToNumber } from './half-float';
import { type HeaderEntry, HeaderProblem, METADATA_NAME, parseHeader } from './safetensors-header';
import { decodeUtf8, encodeUtf8 } from './utf8';

export type SavedTensor =
  | { readonly dtype: 'F32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly dtype: 'I32'; readonly shape: readonly number[]; readonly data: Int32Array }
  | { readonly dtype: 'U8'; readonly shape: readonly number[]; readonly data: Uint8Array };

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, SavedTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Our largest model has a few hundred variables with three copies each; hostile files were seen with 100,000. */
export const MAX_TENSORS = 4096;
/** 4096 entries of 130 bytes are 0.5 MB; the rest is room for the experiment in the metadata. */
export const MAX_HEADER_BYTES = 1_048_576;
/** Ranks above this do not occur in TensorFlow.js. */
const MAX_RANK = 6;

const BYTES_PER_VALUE = { F32: 4, I32: 4, F16: 2, U8: 1 } as const;
type StoredDtype = keyof typeof BYTES_PER_VALUE;

const isStoredDtype = (text: string): text is StoredDtype => Object.hasOwn(BYTES_PER_VALUE, text);

/** Wide values first, so that every range starts at a multiple of its value's size; then by name, to be reproducible. */
function inFileOrder(a: readonly [string, SavedTensor], b: readonly [string, SavedTensor]): number {
  const wider = BYTES_PER_VALUE[b[1].dtype] - BYTES_PER_VALUE[a[1].dtype];
  return wider !== 0 ? wider : a[0] < b[0] ? -1 : 1;
}

/**
 * Equal content gives equal bytes, whatever the order of the maps.
 * @throws Error when a shape does not fit its data, a name is reserved, or a limit of the format is passed
 */
export function encodeSafetensors(file: SafetensorsFile): Uint8Array {
  if (file.tensors.size > MAX_TENSORS) throw new Error(`more than ${MAX_TENSORS} tensors`);
  const sorted = [...file.tensors].sort(inFileOrder);
  const parts: string[] = [];
  const keys = Object.keys(file.metadata).sort();
  if (keys.length > MAX_TENSORS) throw new Error(`more than ${MAX_TENSORS} metadata strings`);
  if (keys.length > 0) {
    const strings = keys.map(
      (key) => `${JSON.stringify(key)}:${JSON.stringify(file.metadata[key])}`,
    );
    parts.push(`"${METADATA_NAME}":{${strings.join(',')}}`);
  }
  let offset = 0;
  for (const [name, tensor] of sorted) {
    const count = tensor.shape.reduce((product, side) => product * side, 1);
    if (name === METADATA_NAME) throw new Error(`"${METADATA_NAME}" is no name for a tensor`);
    if (count !== tensor.data.length || tensor.shape.length > MAX_RANK) {
      throw new Error(`tensor ${name}: ${tensor.data.length} values in shape [${tensor.shape}]`);
    }
    const end = offset + tensor.data.byteLength;
    const place = `"shape":[${tensor.shape.join(',')}],"data_offsets":[${offset},${end}]`;
    parts.push(`${JSON.stringify(name)}:{"dtype":"${tensor.dtype}",${place}}`);
    offset = end;
  }
  const header = encodeUtf8(`{${parts.join(',')}}`);
  const headerBytes = Math.ceil(header.length / 8) * 8;
  if (headerBytes > MAX_HEADER_BYTES) throw new Error(`header of ${headerBytes} bytes`);
  const bytes = new Uint8Array(8 + headerBytes + offset);
  bytes.fill(0x20, 8, 8 + headerBytes);
  new DataView(bytes.buffer).setUint32(0, headerBytes, true);
  bytes.set(header, 8);
  let at = 8 + headerBytes;
  for (const [, { data }] of sorted) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

function malformed(problem: string): PlaygroundError {
  return new PlaygroundError('checkpoint.malformed', { problem });
}

/** The number of bytes that an entry's dtype and shape ask for. */
function bytesOf(name: string, entry: HeaderEntry): number {
  if (!isStoredDtype(entry.dtype)) {
    throw malformed(
      `tensor "${name}" has values of type ${entry.dtype.slice(0, 20)}, but F32, F16, I32 and U8 are read`,
    );
  }
  if (entry.shape.length > MAX_RANK)
    throw malformed(`tensor "${name}" has ${entry.shape.length} axes`);
  let bytes: number = BYTES_PER_VALUE[entry.dtype];
  for (const side of entry.shape) {
    bytes *= side;
    if (!Number.isSafeInteger(bytes)) throw malformed(`tensor "${name}" is too large`);
  }
  return bytes;
}

/** A copy of the values, since a range need not start at a multiple of its value's size (and Buffer.slice does not copy). */
function readTensor(entry: HeaderEntry, range: Uint8Array): SavedTensor {
  const { shape } = entry;
  const own = new Uint8Array(range);
  switch (entry.dtype as StoredDtype) {
    case 'F32':
      return { dtype: 'F32', shape, data: new Float32Array(own.buffer) };
    case 'I32':
      return { dtype: 'I32', shape, data: new Int32Array(own.buffer) };
    case 'U8':
      return { dtype: 'U8', shape, data: own };
    case 'F16':
      return {
        dtype: 'F32',
        shape,
        data: Float32Array.from(new Uint16Array(own.buffer), halfToNumber),
      };
  }
}

/**
 * The tensors and strings of a file; F16 values become F32. Values are not checked to be finite.
 * @throws PlaygroundError checkpoint.truncated when bytes are missing at the end, checkpoint.malformed otherwise
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsFile {
  if (bytes.length < 8) {
    throw new PlaygroundError('checkpoint.truncated', {
      expectedBytes: 8,
      actualBytes: bytes.length,
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const headerBytes = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (headerBytes > MAX_HEADER_BYTES)
    throw malformed(`its header would be ${headerBytes} bytes long`);
  if (8 + headerBytes > bytes.length) {
    throw new PlaygroundError('checkpoint.truncated', {
      expectedBytes: 8 + headerBytes,
      actualBytes: bytes.length,
    });
  }
  const text = decodeUtf8(bytes.subarray(8, 8 + headerBytes));
  if (text === null) throw malformed('its header is not UTF-8 text');
  if (!text.startsWith('{')) throw malformed('its header does not begin with "{"');
  const header = headerOf(text);
  const data = bytes.subarray(8 + headerBytes);
  checkRanges(header.entries, data.length, 8 + headerBytes);
  const tensors = new Map<string, SavedTensor>();
  for (const [name, entry] of header.entries) {
    tensors.set(name, readTensor(entry, data.subarray(entry.begin, entry.end)));
  }
  // Without a prototype, so that a key "__proto__" is a key like any other.
  const metadata: Record<string, string> = Object.create(null);
  for (const [key, value] of header.metadata) metadata[key] = value;
  return { tensors, metadata };
}

function headerOf(text: string): ReturnType<typeof parseHeader> {
  try {
    return parseHeader(text, MAX_TENSORS);
  } catch (error) {
    if (error instanceof HeaderProblem) throw malformed(error.message);
    throw error;
  }
}

/** Every range has the length its shape asks for, and together they cover `dataBytes` exactly. */
function checkRanges(
  entries: ReadonlyMap<string, HeaderEntry>,
  dataBytes: number,
  before: number,
): void {
  const sorted = [...entries].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const [fullName, entry] of sorted) {
    const name = fullName.slice(0, 60);
    const needed = bytesOf(name, entry);
    if (entry.begin !== at)
      throw malformed(`the bytes of tensor "${name}" overlap others or leave a hole`);
    if (entry.end - entry.begin !== needed) {
      throw malformed(`tensor "${name}" needs ${needed} bytes but has ${entry.end - entry.begin}`);
    }
    at = entry.end;
  }
  if (at > dataBytes) {
    const details = { expectedBytes: before + at, actualBytes: before + dataBytes };
    throw new PlaygroundError('checkpoint.truncated', details);
  }
  if (at < dataBytes) throw malformed(`${dataBytes - at} bytes follow its last tensor`);
}
