import { hexBytes, type Codec } from '../../src/codec/index.js'
import { fieldMalformations, type Malformation } from '../../src/codec/malformations.js'
import { concat, splice } from '../../src/codec/splice.js'
import { elementAt } from '../../src/codec/walk.js'
import { baseOf } from './base.js'
import type { Mutation } from './mutation.js'

/** An encoding after its mutations. */
export interface Mutated {
  readonly bytes: Uint8Array
  /** What was done, a line for each mutation. */
  readonly what: readonly string[]
  /** Field of the last mutation that has one. */
  readonly path: string | undefined
  /** What a strict reader says, where the last mutation was a malformation: it needs valid bytes, so it is the only one. */
  readonly expected: Malformation['expected'] | undefined
}

/**
 * Applies mutations one after the other.
 * @returns null where one does not fit what those before it left: its field is not there, or the bytes are malformed
 */
export function apply(codec: Codec<unknown>, bytes: Uint8Array, mutations: readonly Mutation[]): Mutated | null {
  let mutated: Mutated | null = { bytes, what: [], path: undefined, expected: undefined }
  for (const mutation of mutations) {
    mutated = step(codec, mutated, mutation)
    if (!mutated) return null
  }
  return mutated
}

function step(codec: Codec<unknown>, { bytes, what, path }: Mutated, mutation: Mutation): Mutated | null {
  if (mutation.kind === 'edit') {
    const { at, remove, insert } = mutation
    const inserted = hexBytes(insert)
    if (!inserted || at + remove > bytes.length) return null
    const edited = concat(bytes.subarray(0, at), inserted, bytes.subarray(at + remove))
    return { bytes: edited, what: [...what, mutation.what], path, expected: undefined }
  }
  const base = baseOf(codec, bytes)
  if (!base) return null
  if (mutation.kind === 'malform') {
    const found = fieldMalformations(base.root, bytes, mutation.family, mutation.path)[mutation.nth]
    if (!found) return null
    const line = `${mutation.family} at ${named(mutation.path)}: ${found.what}`
    return { bytes: found.bytes, what: [...what, line], path: mutation.path, expected: found.expected }
  }
  const element = elementAt(base.root, mutation.path)
  const replacement = hexBytes(mutation.bytes)
  if (!element || !replacement) return null
  const line = `${named(mutation.path)} becomes ${mutation.what}`
  const replaced = splice(bytes, element, replacement).bytes
  return { bytes: replaced, what: [...what, line], path: mutation.path, expected: undefined }
}

function named(path: string): string {
  return path === '' ? 'the whole' : path
}
