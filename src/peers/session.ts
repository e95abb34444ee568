import type { CodecError } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import type { Timing } from '../target/driver/contract.js'
import type { Exchange } from '../transport/exchange.js'

/** A message from the target that the strict reader refused, in either direction. */
export interface Malformed {
  readonly exchange: Exchange
  /** Structure that was expected, such as `KeyMaterialResponse`. */
  readonly struct: string
  readonly error: CodecError
}

/**
 * On whose behalf a peer acts: one run of one check. Everything sent carries its owner; everything received that names
 * one of its users, rooms or other claims is handed to it.
 */
export interface Session {
  /** The check's id. */
  readonly owner: string
  readonly draft: Draft
  /** Aborted at the check's deadline. */
  readonly signal: AbortSignal
  /** When the deadline is, ms since the epoch. */
  readonly deadlineAt: number
  readonly timing: Readonly<Required<Timing>>
  /** False while a deliberately malformed request is being sent: what goes out then is not re-read by the gates. */
  valid: boolean
  /** A name that no other check of the run uses, the same again with the same seed: `alice-3f2a-1`. */
  name(prefix: string): string
  /** Makes inbound requests that name this URI or value belong to the session. */
  claim(subject: string): void
  exchanged(exchange: Exchange): void
  malformed(message: Malformed): void
}
