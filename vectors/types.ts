/** What a file of vectors holds; the schema beside it says the same to other languages. */
import type { ErrorCode } from '../src/codec/index.js'
import type { Json } from '../src/codec/json.js'
import type { Draft } from '../src/drafts/ids.js'

export interface VectorFile {
  readonly format: 'mimicry-vectors/1'
  readonly draft: Draft
  /** Name of the structure, as in the testee protocol. */
  readonly struct: string
  /** What each flag of the cases means. */
  readonly notes: Readonly<Record<string, string>>
  readonly cases: readonly VectorCase[]
}

export interface VectorCase {
  /** Words, stable, unique within the file: `uri.length-64`. */
  readonly id: string
  readonly comment: string
  readonly flags: readonly string[]
  /** Lower-case hexadecimal. */
  readonly bytes: string
  /** `ambiguous`: a codec that accepts agrees with the draft as much as one that refuses. */
  readonly result: 'valid' | 'invalid' | 'ambiguous'
  /** What the bytes decode to, and what encodes to them; absent where they are invalid. */
  readonly value?: Json
  /** What a strict reader says to them; absent where they are valid. */
  readonly error?: { readonly code: ErrorCode; readonly path: string; readonly offset: number }
}
