/** Joining codes of rooms that are hosted here (5.6). */
import { Bounded } from '../bounded.js'
import type { Change, Changing } from './change.js'

export interface Code {
  readonly code: Uint8Array
  readonly by: string
  /** ms since the epoch. */
  readonly expires: number
  /** How often it may still be used. */
  readonly uses: number
}

export interface Codes extends Changing {
  add(room: string, code: Code): void
  /** A code that was made for this room, whatever has become of it. */
  find(room: string, code: Uint8Array): Code | undefined
  /** Counts one use. */
  use(room: string, code: Uint8Array): void
}

const mostCodes = 20_000

export function createCodes(): Codes {
  const codes = new Bounded<string, { room: string; code: Code }>(mostCodes)
  return {
    add: (room, code) => codes.set(keyOf(room, code.code), { room, code }),
    find: (room, code) => codes.get(keyOf(room, code))?.code,
    use(room, code) {
      const known = codes.get(keyOf(room, code))
      if (known) codes.set(keyOf(room, code), { room, code: { ...known.code, uses: known.code.uses - 1 } })
    },
    *changes(): Generator<Change> {
      for (const { room, code } of codes.values()) yield ['add', room, code]
    },
  }
}

function keyOf(room: string, code: Uint8Array): string {
  return `${Buffer.from(code).toString('base64')} ${room}`
}
