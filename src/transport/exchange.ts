/**
 * What one HTTP request and its response looked like from Mimicry's side, in either direction: the unit that is recorded,
 * judged and reported.
 */

/** Headers in the order and case in which they stood on the wire, repeats kept. */
export type Headers = [name: string, value: string][]

export interface HttpMessage {
  headers: Headers
  body: Uint8Array
}

export interface HttpResponse extends HttpMessage {
  status: number
}

/** What a certificate says, as presented in a handshake. */
export interface CertificateFacts {
  subject: string
  /** dNSNames bare; names of other kinds with their kind before them, such as `IP Address:127.0.0.1`. */
  sans: string[]
  /** ISO 8601. */
  validFrom: string
  /** ISO 8601. */
  validTo: string
  /** Upper-case hex, colon-separated. */
  fingerprint256: string
  /** OIDs of the extended key usage; empty where the certificate has none. */
  extKeyUsage: string[]
  issuer: string
  /** DER. */
  raw: Uint8Array
}

export interface TlsFacts {
  protocol: string
  cipher: string
  /** The SNI that was sent. */
  servername: string | null
  /** The other side's certificate, null where it presented none. */
  certificate: CertificateFacts | null
  /** Whether the certificate chains to a trusted anchor, is in date and, as the server's, names the host asked for. */
  authorized: boolean
  /** Why not: OpenSSL's or Node's code, such as CERT_HAS_EXPIRED; NO_CERTIFICATE where none was presented. */
  authorizationError: string | null
}

/** How an exchange ended. Only `answered` means that a whole response was read (or, inbound, was written). */
export type Ending =
  | { kind: 'answered' }
  /** No TCP connection: refused, unreachable, no such name. */
  | { kind: 'no-connection'; detail: string }
  /** A certificate or the handshake itself was refused: in the handshake or, as TLS 1.3 allows, on the first read. */
  | { kind: 'tls-refused'; by: 'target' | 'mimicry'; detail: string }
  /** What answered the ClientHello is not TLS. */
  | { kind: 'no-tls'; detail: string }
  /** Something was answered that is not HTTP/1.1. */
  | { kind: 'no-http'; detail: string }
  /** Closed or reset before the end of an answer, without a TLS alert. */
  | { kind: 'dropped'; phase: 'tls' | 'answer' | 'body'; detail: string }
  | { kind: 'timeout'; phase: 'connect' | 'tls' | 'answer' | 'body'; afterMs: number }
  /** The answer's body is longer than the client is willing to read. */
  | { kind: 'too-large'; limitBytes: number }
  /** Given up by Mimicry itself: its signal, or the client or listener was closed. */
  | { kind: 'aborted' }
  /** Mimicry could not even send it: the request has no HTTP/1.1 form. Mimicry's own fault. */
  | { kind: 'not-sent'; detail: string }

export interface Exchange {
  id: number
  direction: 'out' | 'in'
  /** The domain of Mimicry's own peer (of the provider itself, where the reference provider records). */
  peer: string
  method: string
  /** Absolute. Inbound: made from the Host header and the request target. */
  url: string
  request: HttpMessage
  /** The whole response; null unless the ending is `answered`. */
  response: HttpResponse | null
  /** What had come of a response that broke off. */
  partial?: HttpResponse
  ending: Ending
  /** ms since the epoch. */
  startedAt: number
  durationMs: number
  /** Null in clear text, or where no handshake was completed. */
  tls: TlsFacts | null
  /** The connection it used, counted from 1 per client or listener; null where there was none. */
  connection: number | null
  /** Id of the check that caused it. */
  owner?: string
  /** Mimicry sent this as valid: a gate re-reads it strictly. */
  valid?: boolean
  /** Name of the structure in the request body. */
  struct?: string
}

let lastId = 0

/** Exchange ids are unique within the process, whoever records. */
export function nextExchangeId(): number {
  lastId += 1
  return lastId
}

/** One line for a report: how the exchange ended, in words. */
export function describeEnding(exchange: Exchange): string {
  const { ending } = exchange
  switch (ending.kind) {
    case 'answered':
      return `status ${exchange.response?.status ?? 'unknown'}`
    case 'no-connection':
      return `no connection: ${ending.detail}`
    case 'tls-refused':
      return `${ending.by === 'target' ? 'the other side' : 'Mimicry'} refused TLS: ${ending.detail}`
    case 'no-tls':
      return `the other side does not speak TLS: ${ending.detail}`
    case 'no-http':
      return `no HTTP answer: ${ending.detail}`
    case 'dropped':
      return `connection dropped (${ending.phase}): ${ending.detail}`
    case 'timeout':
      return `nothing within ${ending.afterMs} ms (waiting for ${ending.phase})`
    case 'too-large':
      return `answer longer than ${ending.limitBytes} bytes`
    case 'aborted':
      return 'given up by Mimicry'
    case 'not-sent':
      return `not sent: ${ending.detail}`
  }
}

/** Values of a header in order of appearance, its name compared without case. */
export function headerValues(message: { headers: Headers }, name: string): string[] {
  const wanted = name.toLowerCase()
  return message.headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value)
}
