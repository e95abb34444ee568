import { type Codec, decode, encode, type Infer, tryDecode } from '../codec/index.js'
import type { ByDraft } from '../drafts/by-draft.js'
import type { Draft } from '../drafts/ids.js'

export { byDraft, perDraft } from '../drafts/by-draft.js'

/** A structure's table: its declaration in each draft. */
export type Table<A, B = A, C = A> = ByDraft<Codec<A>, Codec<B>, Codec<C>>

/** The values of a structure in one draft, or in any of them. */
export type ValueIn<T extends ByDraft<unknown>, D extends Draft = Draft> = Infer<T[D]>

/** Reads a whole body strictly. @throws CodecError */
export function decodeIn<A, B, C>(table: Table<A, B, C>, draft: Draft, bytes: Uint8Array): A | B | C {
  return decode<A | B | C>(table[draft], bytes)
}

/** As decodeIn, with the error as a value. */
export function tryDecodeIn<A, B, C>(table: Table<A, B, C>, draft: Draft, bytes: Uint8Array) {
  return tryDecode<A | B | C>(table[draft], bytes)
}

/**
 * Writes a value that has the fields of every draft; each draft's declaration takes its own of them.
 * @throws CodecError where the value does not fit
 */
export function encodeIn<A, B, C>(table: Table<A, B, C>, draft: Draft, value: A & B & C): Uint8Array {
  return encode<A | B | C>(table[draft], value)
}
