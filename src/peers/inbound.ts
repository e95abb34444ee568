import type { CodecError } from '../codec/index.js'
import type { Action } from '../target/driver/contract.js'
import type { Exchange } from '../transport/exchange.js'
import type { InboundRequest, Reply } from '../transport/listener.js'

/** One request that a peer received, already read strictly. */
export interface InboundRecord<V = unknown> {
  readonly exchange: Exchange
  /** As it came over the wire: headers, TLS facts, connection number, `From` values. */
  readonly request: InboundRequest
  /** The endpoint of the peer's own directory that the path belongs to; `directory`, `asset`, or null for none. */
  readonly action: Action | 'directory' | 'asset' | null
  /** The user, room, domain or URL in the path, percent-decoded; null if the path has none. */
  readonly about: string | null
  /** The decoded request; null if the endpoint has none or it was not readable. */
  readonly value: V | null
  readonly error: CodecError | null
  /** ms since the epoch. */
  readonly at: number
}

/** Which inbound request is meant; members left out match all. */
export interface Match {
  action?: Action | 'directory' | 'asset'
  /** The user, room, domain or URL in the path, or named in the body. */
  about?: string
  where?: (record: InboundRecord) => boolean
}

/** A scripted answer: fixed, or made from the request. */
export type Scripted = Reply | ((record: InboundRecord) => Reply | Promise<Reply>)
