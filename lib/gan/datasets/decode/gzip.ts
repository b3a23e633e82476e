// A gzip file of one member: header, deflate stream, checksum and size. Files of several members (some tools append)
// are refused as damaged, since their last trailer does not describe the whole. Source: RFC 1952.

import { PlaygroundError } from '../../../schema/errors';
import { type InflateBudget, inflate } from './inflate';

const FORMAT = 'gzip';
const FIXED_BYTES = 10;
const TRAILER_BYTES = 8;
const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const;

const malformed = (problem: string) =>
  new PlaygroundError('data.malformed', { format: FORMAT, problem });

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Where the deflate stream begins. */
function headerEnd(bytes: Uint8Array): number {
  const flags = bytes[3] as number;
  if (bytes[2] !== 8 || (flags & FLAG.reserved) !== 0) throw malformed('its header is unknown');
  let at = FIXED_BYTES;
  if (flags & FLAG.extra) at += 2 + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  for (const flag of [FLAG.name, FLAG.comment]) {
    if (!(flags & flag)) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) throw malformed('its header has no end');
    at = zero + 1;
  }
  return flags & FLAG.headerCrc ? at + 2 : at;
}

/**
 * @param bytes a whole gzip file
 * @throws PlaygroundError data.truncated, data.malformed, data.tooLarge
 */
export function gunzip(bytes: Uint8Array, budget: InflateBudget): Uint8Array {
  const smallest = FIXED_BYTES + 2 + TRAILER_BYTES;
  const start = bytes.length < smallest ? smallest : headerEnd(bytes);
  if (bytes.length < start + TRAILER_BYTES) {
    throw new PlaygroundError('data.truncated', {
      format: FORMAT,
      expectedBytes: start + TRAILER_BYTES,
      actualBytes: bytes.length,
    });
  }
  const end = bytes.length - TRAILER_BYTES;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const declared = {
    format: FORMAT,
    size: view.getUint32(end + 4, true),
    crc: view.getUint32(end, true),
  };
  return inflate(bytes.subarray(start, end), declared, budget);
}
