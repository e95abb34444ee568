import type { CodecError } from '../codec/index.js'
import type { Action } from '../target/driver/contract.js'
import type { InboundRequest, Reply } from '../transport/listener.js'

/** One request that a peer received, already read strictly. */
export interface InboundRecord {
  /** Id of its exchange. */
  readonly id: number
  /** Domain of the peer that received it. */
  readonly peer: string
  /** The port on which it came. */
  readonly port: number
  /** As it came over the wire: headers, TLS facts, connection number, `From` values. */
  readonly request: InboundRequest
  /** The endpoint of the peer's own directory that the path belongs to; `directory`, or null for neither. */
  readonly action: Action | 'directory' | null
  /** The user, room, domain or URL in the path, percent-decoded; null if the path has none. */
  readonly about: string | null
  /** Every URI and search value that path and body name. */
  readonly names: ReadonlySet<string>
  /** The decoded request; null if the endpoint has none or it was not readable. */
  readonly value: unknown
  readonly error: CodecError | null
}

/** Which inbound request is meant; members left out match all. */
export interface Match {
  action?: Action | 'directory'
  /** A user, room, domain, URL or search value that the path or the body names. */
  about?: string
  where?: (record: InboundRecord) => boolean
}

/** A scripted answer: fixed, or made from the request. */
export type Scripted = Reply | ((record: InboundRecord) => Reply | Promise<Reply>)

export function matches(record: InboundRecord, { action, about, where }: Match): boolean {
  if (action !== undefined && record.action !== action) return false
  if (about !== undefined && !record.names.has(about)) return false
  return where === undefined || where(record)
}
