import type { CodecError } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import type { Action, Timing } from '../target/driver/contract.js'
import type { Exchange } from '../transport/exchange.js'

/** A message from the target that the strict reader refused, in either direction. */
export interface Malformed {
  /** Exchange.id of the exchange that carried it. */
  readonly exchange: number
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
  /** The target's provider domain. */
  readonly targetDomain: string
  /** False while a deliberately malformed request is being sent: what goes out then is not re-read by the gates. */
  valid: boolean
  /** The target's URL for an endpoint, expanded with a value. @throws Skip when its directory lacks the endpoint */
  url(action: Action, value: string): string
  /** A name that no other check uses, in this run or another one: `alice-0k3x9c-3f2a91-1`. */
  name(prefix: string): string
  exchanged(exchange: Exchange): void
  malformed(message: Malformed): void
}
