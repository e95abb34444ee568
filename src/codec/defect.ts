import type { ErrorCode } from './error.js'
import type { Spliced } from './splice.js'

/** Kinds of single faults. `length-overrun` and `odd-vector` are both read as `truncated`. */
export type MalformationFamily =
  | 'length-not-minimal'
  | 'length-reserved'
  | 'length-overrun'
  | 'presence-octet'
  | 'enum-unknown'
  | 'utf8-invalid'
  | 'truncated'
  | 'trailing-bytes'
  | 'odd-vector'
  | 'value-invalid'

/** A fault in one element; `path` and `shift` lead from there to where it is noticed. */
export interface Defect {
  readonly family: MalformationFamily
  readonly code: ErrorCode
  readonly spliced: Spliced
  readonly what: string
  /** In a word or two, what tells it from the others of its family at this field: `in-2-bytes`. */
  readonly variant: string
  readonly path?: string
  readonly shift?: number
}
