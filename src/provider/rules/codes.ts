/** Joining codes of rooms (5.6). */
import { randomBytes } from 'node:crypto'
import type { Code } from '../store/codes.js'

export interface CodeRules {
  /** A code that nobody can guess. */
  fresh(): Uint8Array
  /** How long a code lasts: until when, from `now` on; all in ms. */
  expires(now: number, lifetimeS: number): number
  /** Whether a code is still good; `now` in ms. */
  good(code: Code, now: number): boolean
}

const codeBytes = 16

export const codeRules: CodeRules = {
  fresh: () => Uint8Array.from(randomBytes(codeBytes)),
  expires: (now, lifetimeS) => now + lifetimeS * 1000,
  good: ({ expires, uses }, now) => uses > 0 && now < expires,
}
