import type { Exchange, Headers } from './exchange.js'
import type { Identity } from './certificates.js'

export interface Address {
  host: string
  port: number
  /** SNI, and the name that the server's certificate must have. */
  servername: string
}

export interface ClientOptions {
  /** The certificate to present; null: none. */
  identity: Identity | null
  /** PEM trust anchors for servers; nothing else is trusted, the system's anchors neither. */
  trust: readonly string[]
  /** For the whole exchange, from connecting to the last byte of the body. */
  timeoutMs: number
  /** Bound on the response body; 16 MiB unless given. */
  bodyBytes?: number
  /** Each exchange once it has ended. */
  onExchange?: (exchange: Exchange) => void
  /** Where to connect to and with which SNI; unless given, what the URL says. */
  resolve?: (url: URL) => Address
}

export interface OutRequest {
  method: string
  /** https: or http:. */
  url: string
  /** Sent in this order, repeats and all. `Host` overrides the URL's authority; Content-Length is added. */
  headers?: Headers
  body?: Uint8Array
  timeoutMs?: number
  signal?: AbortSignal
  /** The sending peer's domain, for the record only: From is a header like the others. */
  peer: string
  /** A connection of its own, opened for this request and closed after it. */
  fresh?: boolean
  owner?: string
  valid?: boolean
  struct?: string
}

/** An HTTP/1.1 client with one identity and its own kept-alive connections. */
export interface Client {
  /** Never rejects: whatever goes wrong is the ending of the exchange. */
  request(request: OutRequest): Promise<Exchange>
  /** Ends at once; running requests end as `aborted`. */
  close(): Promise<void>
}

export declare function createClient(options: ClientOptions): Client
