import type { Identity } from './certificates.js'
import type { Exchange, Headers, TlsFacts } from './exchange.js'

export interface ListenerLimits {
  /** Longest request body; 1 MiB unless given. Beyond it the handler is called with `tooLarge`. */
  bodyBytes?: number
  /** ms for a handshake, and for a whole request to come in; 10 s unless given. */
  requestMs?: number
  /** Open connections; 512 unless given, further ones are closed. */
  connections?: number
  /** Requests handled at once; 256 unless given, further ones are answered 503 with Retry-After. */
  concurrency?: number
}

export interface ListenOptions {
  /** 127.0.0.1 unless given. */
  host?: string
  /** A free port unless given. */
  port?: number
  /**
   * Null: plain HTTP. `identity` is asked at each handshake, so what it answers may change; undefined refuses the
   * handshake. `undefined` asks for the identity of clients that send no SNI.
   */
  tls: { identity: (servername: string | undefined) => Identity | undefined; clientTrust: readonly string[] } | null
  limits?: ListenerLimits
  /** Errors it throws are answered 500. */
  handle: (request: InboundRequest) => Promise<Reply> | Reply
  /** Each exchange once it has ended. */
  onExchange?: (exchange: Exchange) => void
  /** A connection that ended without a request: the client refused our certificate, or only looked. */
  onSilence?: (silence: Silence) => void
}

export interface InboundRequest {
  /** The id its exchange will have. */
  id: number
  method: string
  /** The request target as it stood in the request line. */
  path: string
  headers: Headers
  /** The Host header as sent, null without one. */
  host: string | null
  /** The values of all From headers. */
  from: string[]
  /** Empty when too large. */
  body: Uint8Array
  tooLarge: boolean
  /** Null in clear text. Certificates are asked for and never refused here: the handler decides. */
  tls: TlsFacts | null
  servername: string | null
  /** ms since the epoch, when the request's head was read. */
  receivedAt: number
  /** The connection it came on, counted from 1 per listener. */
  connection: number
  /** Aborted when the client goes away or the listener closes. */
  signal: AbortSignal
}

export type Reply =
  | { status: number; headers?: Headers; body?: Uint8Array; delayMs?: number }
  /** The connection is closed without an answer. */
  | { cut: true; delayMs?: number }
  /** Nothing is answered until the client gives up or the listener closes. */
  | { hang: true }

export interface Silence {
  servername: string | null
  /** ms since the epoch. */
  at: number
  /** What TLS said, or that the connection was closed after the handshake. */
  detail: string
}

export interface Listener {
  host: string
  port: number
  /** Connections accepted so far (after their handshake). */
  readonly connections: number
  /** Replaces the anchors that vouch for clients, for connections to come. */
  trustClients(anchors: readonly string[]): void
  /** Ends kept-alive and hanging connections at once; resolves when the port is free. */
  close(): Promise<void>
}

export declare function listen(options: ListenOptions): Promise<Listener>
