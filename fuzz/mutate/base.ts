import type { Codec } from '../../src/codec/index.js'
import { elementsIn, walk, type Element } from '../../src/codec/walk.js'

/** A valid encoding and where everything in it lies. */
export interface Base {
  readonly codec: Codec<unknown>
  readonly bytes: Uint8Array
  readonly root: Element
  /** Every element, outer before inner. */
  readonly elements: readonly Element[]
}

const known = new WeakMap<Uint8Array, Base>()

/**
 * Walks an encoding once, however often it is asked for. The bytes must not be changed afterwards.
 * @returns null for bytes that are malformed
 */
export function baseOf(codec: Codec<unknown>, bytes: Uint8Array): Base | null {
  const before = known.get(bytes)
  if (before?.codec === codec) return before
  const { root, error } = walk(codec.shape, bytes)
  if (error) return null
  const base = { codec, bytes, root, elements: [...elementsIn(root)] }
  known.set(bytes, base)
  return base
}
