/** Lengths, numbers, bytes and texts at which codecs go wrong, and how often each is made. */
import { Random } from './random.js'

/** Where a length header grows (RFC 9420, 2.1.2), and the smallest lengths. */
export const LENGTHS: readonly number[] = [0, 1, 63, 64, 16_383, 16_384]

/** Bytes to take views of, which costs less than to make them. */
const pool = new Random(0).bytes(1 << 16)

/** Views of the pool by their length, of those lengths that most are: a view costs more than what is in it. */
const VIEWS = 32
const views = Array.from({ length: 128 }, (_, length) =>
  Array.from({ length: VIEWS }, (_, i) => pool.subarray(i * 2048 + length, i * 2048 + 2 * length)),
)

/** Of runs of one byte. */
const runs = [0x00, 0xff, 0x20].map((byte) => new Uint8Array(1 << 15).fill(byte))

/** Mostly short; one in some hundred crosses into lengths of four bytes. */
export function someLength(random: Random): number {
  const roll = random.below(256)
  if (roll < 176) return random.below(24)
  if (roll < 212) return random.below(63)
  if (roll < 226) return random.below(2)
  if (roll < 248) return 62 + random.below(4)
  if (roll < 255 || random.below(4) > 0) return 64 + random.below(300)
  return 16_382 + random.below(4)
}

export function someBytes(random: Random): Uint8Array {
  return someBytesOf(random, someLength(random))
}

export function someBytesOf(random: Random, length: number): Uint8Array {
  if (length > 1 << 15) return random.bytes(length)
  const roll = random.uint32()
  const view = (roll & 0xf) === 0 ? undefined : views[length]?.[(roll >>> 8) % VIEWS]
  if (view) return view
  const from = (roll & 0xf) === 0 ? (runs[(roll >>> 4) % runs.length] ?? pool) : pool
  const at = (roll >>> 8) % (from.length - length + 1)
  return from.subarray(at, at + length)
}

/** Of one to four bytes, with what editors and terminals trip over: NUL, quotes, a byte order mark, joiners. */
const characters: readonly (readonly [text: string, bytes: number])[] = [
  ['a', 1],
  ['Z', 1],
  ['\0', 1],
  ['"', 1],
  ['\\', 1],
  ['\n', 1],
  ['é', 2],
  ['ا', 2],
  ['\u0301', 2],
  ['€', 3],
  ['\ufeff', 3],
  ['\u200d', 3],
  ['\ufffd', 3],
  ['😀', 4],
  ['\u{10ffff}', 4],
]

export function someText(random: Random): string {
  return someTextOf(random, someLength(random))
}

/** @param length in bytes of UTF-8 */
export function someTextOf(random: Random, length: number): string {
  const [character, bytes] = random.pick(characters)
  return character.repeat(Math.floor(length / bytes)) + 'x'.repeat(length % bytes)
}

/** Extremes and neighbours of powers of two of an unsigned integer of so many bytes. */
export function extremes(bytes: 1 | 2 | 4): number[] {
  const limit = 2 ** (8 * bytes)
  return [0, 1, limit / 2 - 1, limit / 2, limit - 2, limit - 1]
}

const numbers = { 1: extremes(1), 2: extremes(2), 4: extremes(4) } as const

export function someNumber(random: Random, bytes: 1 | 2 | 4): number {
  const roll = random.below(8)
  if (roll < 3) return random.pick(numbers[bytes])
  return roll < 6 ? random.below(256) : random.uint32() >>> (32 - 8 * bytes)
}

export const UINT64: readonly bigint[] = [
  0n,
  1n,
  (1n << 32n) - 1n,
  1n << 32n,
  (1n << 53n) - 1n,
  1n << 53n,
  (1n << 63n) - 1n,
  1n << 63n,
  (1n << 64n) - 1n,
]

export function someUint64(random: Random): bigint {
  const roll = random.below(8)
  if (roll < 3) return random.pick(UINT64)
  const low = BigInt(random.uint32())
  return roll < 6 ? low : (BigInt(random.uint32()) << 32n) | low
}

/** @param small whether elements are cheap enough to have very many of them */
export function someCount(random: Random, small: boolean): number {
  const roll = random.below(64)
  if (roll < 60) return (roll & 3) === 3 ? random.below(4) : roll & 3
  if (roll < 63) return 4 + random.below(5)
  return small ? random.below(70) : 8 + random.below(8)
}
