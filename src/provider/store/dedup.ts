import { createHash } from 'node:crypto'
import { Bounded } from '../bounded.js'
import type { Change, Changing } from './change.js'

/** Accepted notify requests over a rolling window (5.5): byte-exact, per hub. */
export interface Dedup extends Changing {
  /** What makes two requests the same one. */
  key(hub: string, room: string, body: Uint8Array): string
  seen(key: string): boolean
  remember(key: string): void
}

const windowSize = 50_000

export function createDedup(): Dedup {
  const accepted = new Bounded<string, true>(windowSize)
  return {
    key: (hub, _room, body) => `${hub} ${createHash('sha256').update(body).digest('base64')}`,
    seen: (key) => accepted.has(key),
    remember: (key) => accepted.set(key, true),
    *changes(): Generator<Change> {
      for (const [key] of accepted) yield ['remember', key]
    },
  }
}
