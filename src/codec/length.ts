import type { ErrorCode } from './error.js'

/** The greatest length that RFC 9420, 2.1.2 can express. */
export const MAX_LENGTH = 0x3fffffff

/** Bytes that the shortest header for this length takes. */
export function headerSize(length: number): 1 | 2 | 4 {
  return length < 0x40 ? 1 : length < 0x4000 ? 2 : 4
}

/** The header of a length (RFC 9420, 2.1.2): the shortest, unless a longer one is asked for. */
export function lengthHeader(length: number, size: 1 | 2 | 4 = headerSize(length)): Uint8Array {
  if (size === 1) return Uint8Array.of(length)
  if (size === 2) return Uint8Array.of(0x40 | (length >> 8), length & 0xff)
  return Uint8Array.of(0x80 | (length >> 24), (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff)
}

/** Reads the header at `at` strictly, for content that must end by `end`: its size and the length, or what is wrong. */
export function readHeader(
  bytes: Uint8Array,
  at: number,
  end: number,
): { size: number; length: number } | { code: ErrorCode; why: string } {
  const first = at < end ? bytes[at] : undefined
  if (first === undefined) return { code: 'truncated', why: 'expected a length header, got the end' }
  if (first >= 0xc0) {
    return { code: 'length-reserved', why: `expected a length prefix of 00, 01 or 10, got 11 (byte ${hex(first)})` }
  }
  const size = first < 0x40 ? 1 : first < 0x80 ? 2 : 4
  if (at + size > end) return { code: 'truncated', why: `expected a length header of ${size} bytes, got ${end - at}` }
  let length = first & 0x3f
  for (let i = 1; i < size; i++) length = length * 256 + (bytes[at + i] ?? 0)
  const shortest = headerSize(length)
  if (size !== shortest) {
    return { code: 'length-not-minimal', why: `expected length ${length} in ${shortest} byte(s), got ${size}` }
  }
  const left = end - at - size
  if (length > left) return { code: 'truncated', why: `expected ${length} bytes, got ${left}` }
  return { size, length }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
