import { hexText } from '../../src/codec/index.js'
import type { Random } from '../random.js'
import type { Mutation } from './mutation.js'

export type Edit = Extract<Mutation, { kind: 'edit' }>

/** Boundaries of numbers, of length prefixes and of UTF-8. */
const BYTES = [0x00, 0x01, 0x02, 0x3f, 0x40, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xf4, 0xff] as const
const MAX_BLOCK = 32

/** Some noise at some byte. */
export function noise(bytes: Uint8Array, random: Random): Edit {
  const { length } = bytes
  const at = random.below(Math.max(1, length))
  const edit = (from: number, remove: number, insert: Uint8Array, what: string): Edit => ({
    kind: 'edit',
    at: from,
    remove,
    insert: hexText(insert),
    what: `${what} at byte ${from}`,
  })
  const block = 1 + random.below(Math.min(MAX_BLOCK, Math.max(1, length - at)))
  switch (length === 0 ? 0 : random.below(7)) {
    case 0: {
      const inserted = random.bytes(1 + random.below(4))
      return edit(length === 0 ? 0 : at, 0, inserted, `${inserted.length} byte(s) more`)
    }
    case 1: {
      const bit = random.below(8)
      return edit(at, 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << bit)), `bit ${bit} turned`)
    }
    case 2: {
      const byte = random.pick(BYTES)
      return edit(at, 1, Uint8Array.of(byte), `${hexText(Uint8Array.of(byte))} instead`)
    }
    case 3:
      return edit(at, block, new Uint8Array(0), `${block} byte(s) fewer`)
    case 4:
      return edit(at, length - at, new Uint8Array(0), 'cut off')
    case 5:
      return edit(at, 0, bytes.subarray(at, at + block), `${block} byte(s) twice`)
    default: {
      const other = random.below(length)
      const copied = bytes.subarray(other, other + block)
      return edit(at, Math.min(copied.length, length - at), copied, `${copied.length} byte(s) from byte ${other}`)
    }
  }
}
