// The table of contents of a ZIP archive, and its entries one by one. Only the central directory is believed, and every
// entry is counted while it unpacks, so entries that share their bytes (the flat bomb of Fifield 2019) cost no more than
// the budget. Nothing is ever written to a path. Encryption, spanning, and methods other than deflate are not read.
// Source: PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.16 and 4.5.3.

import { PlaygroundError } from '../../../schema/errors';
import { decodeUtf8 } from '../../utf8';
import { crc32 } from './crc32';
import { type InflateBudget, inflate } from './inflate';
import { MAX_FILES } from './limits';

export interface ArchiveEntry {
  /** Path inside the archive with "/" between its parts. */
  readonly path: string;
  /** The unpacked bytes; charges the budget. */
  read(): Uint8Array;
}

const FORMAT = 'ZIP';
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const END_BYTES = 22;
const MAX_COMMENT = 65535;
const ALL_ONES_16 = 0xffff;
const ALL_ONES_32 = 0xffffffff;

const malformed = (problem: string) =>
  new PlaygroundError('data.malformed', { format: FORMAT, problem });
const unsupported = (feature: string) =>
  new PlaygroundError('data.unsupported', {
    format: FORMAT,
    feature,
    instead: 'a plain ZIP file, or drop the unpacked folder',
  });

export function isZip(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  const kind = ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
  return kind === 0x0304 || kind === 0x0506 || kind === 0x0708;
}

/** Reads little-endian numbers; beyond the end is an error of the file, not of ours. */
class Reader {
  readonly #view: DataView;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  #within(at: number, length: number): void {
    if (at < 0 || at + length > this.bytes.length)
      throw malformed('its directory points outside the file');
  }

  u16(at: number): number {
    this.#within(at, 2);
    return this.#view.getUint16(at, true);
  }

  u32(at: number): number {
    this.#within(at, 4);
    return this.#view.getUint32(at, true);
  }

  u64(at: number): number {
    const value = this.u32(at) + this.u32(at + 4) * 2 ** 32;
    if (!Number.isSafeInteger(value)) throw malformed('a size in its directory is absurd');
    return value;
  }

  slice(at: number, length: number): Uint8Array {
    this.#within(at, length);
    return this.bytes.subarray(at, at + length);
  }
}

interface Directory {
  readonly count: number;
  readonly offset: number;
}

function findDirectory(reader: Reader): Directory {
  const last = reader.bytes.length - END_BYTES;
  for (let at = last; at >= 0 && at >= last - MAX_COMMENT; at--) {
    if (reader.u32(at) !== END || reader.u16(at + 20) !== last - at) continue;
    if (reader.u16(at + 4) !== 0 && reader.u16(at + 4) !== ALL_ONES_16)
      throw unsupported('several parts');
    const small = { count: reader.u16(at + 10), offset: reader.u32(at + 16) };
    if (small.count !== ALL_ONES_16 && small.offset !== ALL_ONES_32) return small;
    if (at < 20 || reader.u32(at - 20) !== LOCATOR_64) return small;
    const end64 = reader.u64(at - 12);
    if (reader.u32(end64) !== END_64) throw malformed('its 64-bit directory is missing');
    return { count: reader.u64(end64 + 32), offset: reader.u64(end64 + 48) };
  }
  throw malformed('its directory at the end is missing, so it was cut off');
}

interface Sizes {
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** Sizes that do not fit 32 bits stand in extra field 1, in this order and only where needed. */
function sizesOf(reader: Reader, at: number, extraAt: number, extraBytes: number): Sizes {
  const values = [reader.u32(at + 24), reader.u32(at + 20), reader.u32(at + 42)];
  for (let field = extraAt; field + 4 <= extraAt + extraBytes; field += 4 + reader.u16(field + 2)) {
    if (reader.u16(field) !== 1) continue;
    let next = field + 4;
    for (const [i, value] of values.entries()) {
      if (value !== ALL_ONES_32) continue;
      values[i] = reader.u64(next);
      next += 8;
    }
    break;
  }
  const [unpacked, packed, offset] = values as [number, number, number];
  return { packed, unpacked, offset };
}

/** Names are only shown and compared, so an old code page may read as Latin-1. */
function pathOf(raw: Uint8Array): string {
  const text = decodeUtf8(raw) ?? Array.from(raw, (byte) => String.fromCharCode(byte)).join('');
  return text.replaceAll('\\', '/');
}

function readEntry(reader: Reader, at: number, sizes: Sizes, budget: InflateBudget): Uint8Array {
  const flags = reader.u16(at + 8);
  const method = reader.u16(at + 10);
  if (flags & 1) throw unsupported('encryption');
  if (method !== 0 && method !== 8) throw unsupported(`compression method ${method}`);
  if (reader.u32(sizes.offset) !== LOCAL) throw malformed('its directory points to no entry');
  const start = sizes.offset + 30 + reader.u16(sizes.offset + 26) + reader.u16(sizes.offset + 28);
  const packed = reader.slice(start, sizes.packed);
  const crc = reader.u32(at + 16);
  if (method === 8) return inflate(packed, { format: FORMAT, size: sizes.unpacked, crc }, budget);
  budget.spend(packed.length);
  if (sizes.unpacked !== sizes.packed || crc32(packed) !== crc) {
    throw malformed('an entry does not have the size or checksum that its directory states');
  }
  return packed;
}

/**
 * The files of an archive, without folders, in the order of its directory. Nothing is unpacked until `read`.
 * @param budget charged by `read`
 * @throws PlaygroundError data.malformed, data.unsupported, data.tooLarge
 */
export function openZip(bytes: Uint8Array, budget: InflateBudget): readonly ArchiveEntry[] {
  const reader = new Reader(bytes);
  const directory = findDirectory(reader);
  if (directory.count > MAX_FILES) {
    const what = 'The number of entries in the ZIP file';
    throw new PlaygroundError('data.tooLarge', { what, value: directory.count, limit: MAX_FILES });
  }
  const entries: ArchiveEntry[] = [];
  let at = directory.offset;
  for (let i = 0; i < directory.count; i++) {
    if (reader.u32(at) !== CENTRAL) throw malformed('its directory is damaged');
    const nameBytes = reader.u16(at + 28);
    const extraBytes = reader.u16(at + 30);
    const path = pathOf(reader.slice(at + 46, nameBytes));
    const sizes = sizesOf(reader, at, at + 46 + nameBytes, extraBytes);
    const entryAt = at;
    if (!path.endsWith('/')) {
      entries.push({ path, read: () => readEntry(reader, entryAt, sizes, budget) });
    }
    at += 46 + nameBytes + extraBytes + reader.u16(at + 32);
  }
  return entries;
}
