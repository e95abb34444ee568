import type { MalformationFamily } from '../../src/codec/index.js'

/**
 * One change of a valid encoding, as data: it can be recorded, applied to another encoding of the same structure (the
 * same request about other users), left out when a finding is shrunk, and told in words.
 */
export type Mutation =
  /** The `nth` single fault of a family at a field, as `malformations` makes it. */
  | { readonly kind: 'malform'; readonly family: MalformationFamily; readonly path: string; readonly nth: number }
  /** The element at a path becomes these bytes (hexadecimal, with its own header); the lengths around it are corrected. */
  | { readonly kind: 'replace'; readonly path: string; readonly bytes: string; readonly what: string }
  /** Bytes cut out and put in (hexadecimal) as they are: no length is corrected. */
  | {
      readonly kind: 'edit'
      readonly at: number
      readonly remove: number
      readonly insert: string
      readonly what: string
    }
