/**
 * The HTTP/1.1 client of one provider identity. The only importer of undici, which speaks HTTP over connections that
 * connect.ts has opened: so each exchange knows its connection, and one ending is told from another. undici is loaded
 * with the first request.
 */
import type { Socket } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import type { Client as HttpConnection, Dispatcher } from 'undici'
import type { Identity } from './identity.js'
import { alertOf, codeOf, connect, type Address } from './connect.js'
import { Deadline } from './deadline.js'
import {
  nextExchangeId,
  type Ending,
  type Exchange,
  type Headers,
  type HttpResponse,
  type TlsFacts,
} from './exchange.js'

export type { Address } from './connect.js'

export interface ClientOptions {
  /** The certificate to present; null: none. */
  identity: Identity | null
  /** PEM trust anchors for servers; nothing else is trusted, the system's anchors neither. */
  trust: readonly string[]
  /** Speaks to any server, whatever certificate it shows: for a client that is wrong on purpose. */
  anyServer?: boolean
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

/** One connection, which carries one request at a time. */
interface Connection {
  number: number
  http: HttpConnection
  socket: Socket
  tls: TlsFacts | null
  /** What broke it, kept because it may break while no request is on it. */
  error: Error | null
}

/** A request with its URL read, null where it is none, and its headers as they are sent. */
interface Prepared {
  readonly request: OutRequest
  readonly url: URL | null
  readonly headers: Headers
}

/** What came of one try. A response is there as far as it was read. */
interface Outcome {
  ending: Ending
  response: HttpResponse | null
  tls: TlsFacts | null
  connection: number | null
}

/** Shorter than any idle time that servers in use are known for (2 s), lest a request meet a connection being closed. */
const idleMs = 1500
const defaultBodyBytes = 16 * 1024 * 1024

export function createClient(options: ClientOptions): Client {
  const idle = new Map<string, Connection[]>()
  const open = new Set<Connection>()
  const running = new Set<Deadline>()
  const { bodyBytes = defaultBodyBytes } = options
  let connections = 0
  let closed = false
  let context: SecureContext | undefined

  async function openConnection(url: URL, address: Address, deadline: Deadline): Promise<Connection | Outcome> {
    const { Client: Http } = await import('undici')
    const tlsContext = url.protocol === 'https:' ? (context ??= secureContext(options)) : null
    const connected = await connect({ address, tls: tlsContext, anyServer: options.anyServer, deadline })
    if (connected.socket === null) {
      return { ending: connected.ending, response: null, tls: connected.tls, connection: null }
    }
    const { socket, tls } = connected
    // To undici this is clear text: under an https origin it would reconnect whenever the Host header changes.
    let handedOver = false
    const http = new Http('http://connected', {
      // Called back at once, undici would not notice that there is a connection. Where it breaks before it was used
      // undici asks for another one, for ever: there is none.
      connect: (_, callback) =>
        queueMicrotask(() => {
          if (handedOver) return callback(new Error('closed by the other side'), null)
          handedOver = true
          callback(null, socket)
        }),
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: idleMs,
      keepAliveMaxTimeout: idleMs,
    })
    connections += 1
    const connection: Connection = { number: connections, http, socket, tls, error: null }
    open.add(connection)
    socket.on('error', (error) => (connection.error ??= error)).once('close', () => open.delete(connection))
    return connection
  }

  function takeIdle(key: string): Connection | undefined {
    const kept = idle.get(key)
    for (let taken = kept?.pop(); taken; taken = kept?.pop()) {
      const { destroyed, readable, writable } = taken.socket
      if (!destroyed && readable && writable) return taken
    }
    return undefined
  }

  function keepIdle(key: string, connection: Connection): void {
    const kept = idle.get(key)
    if (kept) kept.push(connection)
    else idle.set(key, [connection])
  }

  /** One try, on a kept connection if there is one and `reuse` allows it. */
  async function attempt(prepared: Prepared, reuse: boolean): Promise<{ exchange: Exchange; stale: boolean }> {
    const { request } = prepared
    const startedAt = Date.now()
    const begun = performance.now()
    const deadline = new Deadline(request.timeoutMs ?? options.timeoutMs, request.signal)
    running.add(deadline)
    if (closed) deadline.giveUp()
    let reused = false
    const outcome = await tryOn(prepared, deadline, (key) => {
      const kept = reuse ? takeIdle(key) : undefined
      reused = kept !== undefined
      return kept
    }).catch((error: unknown) => notSent(error instanceof Error ? error.message : String(error)))
    deadline.clear()
    running.delete(deadline)
    const exchange = record(prepared, outcome, { startedAt, durationMs: performance.now() - begun })
    options.onExchange?.(exchange)
    return { exchange, stale: reused && outcome.ending.kind === 'dropped' && outcome.response === null }
  }

  async function tryOn(
    { request, url, headers }: Prepared,
    deadline: Deadline,
    keptFor: (key: string) => Connection | undefined,
  ): Promise<Outcome> {
    if (url === null || !/^https?:$/.test(url.protocol)) {
      const detail = `${JSON.stringify(request.url)} is not an http(s) URL`
      return notSent(detail)
    }
    const address = (options.resolve ?? addressOf)(url)
    const key = `${url.protocol}//${address.servername}@${address.host}:${address.port}`
    const connection = keptFor(key) ?? (await openConnection(url, address, deadline))
    if ('ending' in connection) return connection
    const outcome = await send(connection, { request, url, headers }, { deadline, bodyBytes })
    const keep = outcome.ending.kind === 'answered' && request.fresh !== true && !closed
    if (keep) keepIdle(key, connection)
    else connection.socket.destroy()
    return outcome
  }

  return {
    async request(request) {
      const prepared = prepare(request)
      const first = await attempt(prepared, request.fresh !== true)
      // On a kept connection a drop proves nothing, the server may have been closing it: both tries are on record.
      return first.stale ? (await attempt(prepared, false)).exchange : first.exchange
    },
    async close() {
      closed = true
      for (const deadline of running) deadline.giveUp()
      await Promise.all([...open].map(({ http }) => http.destroy()))
      for (const { socket } of open) socket.destroy()
    },
  }
}

/** Sends one request and reads its answer. Whatever goes wrong ends the connection too. */
function send(
  connection: Connection,
  { request, url, headers }: Prepared & { url: URL },
  { deadline, bodyBytes }: { deadline: Deadline; bodyBytes: number },
): Promise<Outcome> {
  const { http, tls, number } = connection
  return new Promise((resolve) => {
    let head: { status: number; headers: Headers } | null = null
    const body: Uint8Array[] = []
    let length = 0
    const phase = (): 'answer' | 'body' => (head === null ? 'answer' : 'body')
    const end = (ending: Ending): void => {
      deadline.whenGivenUp = null
      const response = head === null ? null : { ...head, body: joined(body, length) }
      resolve({ ending, response, tls, connection: number })
    }
    const giveUp = (): void => {
      end(deadline.ending(phase()) ?? { kind: 'aborted' })
      connection.socket.destroy()
    }
    if (deadline.isGivenUp) return giveUp()
    if (connection.socket.destroyed)
      return end(brokenBy(connection.error ?? new Error('closed by the other side'), 'answer'))
    deadline.whenGivenUp = giveUp
    http.dispatch(
      {
        path: `${url.pathname}${url.search}`,
        method: request.method,
        headers: headers.flat(),
        body: request.body,
        reset: request.fresh === true,
      },
      {
        onRequestStart() {},
        onResponseStart(controller, status) {
          head = { status, headers: readHeaders(controller.rawHeaders) }
        },
        onResponseData(controller, chunk) {
          length += chunk.length
          if (length <= bodyBytes) return void body.push(chunk)
          length -= chunk.length
          end({ kind: 'too-large', limitBytes: bodyBytes })
          controller.abort(new Error('answer too large'))
        },
        onResponseEnd: () => end({ kind: 'answered' }),
        onResponseError: (_, error) => end(brokenBy(connection.error ?? error, phase())),
      },
    )
  })
}

function brokenBy(error: Error, phase: 'answer' | 'body'): Ending {
  const alert = alertOf(error)
  if (alert !== null) return alert
  const code = codeOf(error)
  if (/^UND_ERR_(INVALID_ARG|NOT_SUPPORTED|REQ_CONTENT_LENGTH_MISMATCH)$/.test(code)) {
    return { kind: 'not-sent', detail: error.message }
  }
  const unreadable = error.name === 'HTTPParserError' && code !== 'HPE_INVALID_EOF_STATE'
  if (
    unreadable ||
    /^UND_ERR_(HEADERS_OVERFLOW|RES_CONTENT_LENGTH_MISMATCH)$/.test(code) ||
    error.message === 'bad upgrade'
  ) {
    return { kind: 'no-http', detail: `${error.message}${code === '' ? '' : ` (${code})`}` }
  }
  return { kind: 'dropped', phase, detail: error.message }
}

function record(
  { request, headers }: Prepared,
  outcome: Outcome,
  time: { startedAt: number; durationMs: number },
): Exchange {
  const { ending, response, tls, connection } = outcome
  const { peer, method, url, owner, valid, struct } = request
  return {
    id: nextExchangeId(),
    direction: 'out',
    peer,
    method,
    url,
    request: { headers, body: request.body ?? new Uint8Array() },
    response: ending.kind === 'answered' ? response : null,
    ...(ending.kind !== 'answered' && response !== null && { partial: response }),
    ending,
    ...time,
    tls,
    connection,
    owner,
    valid,
    struct,
  }
}

/** Unless the caller names a Host of its own, the URL's authority is it. */
function prepare(request: OutRequest): Prepared {
  const { headers = [] } = request
  const url = URL.canParse(request.url) ? new URL(request.url) : null
  const named = headers.some(([name]) => name.toLowerCase() === 'host')
  return { request, url, headers: named || url === null ? headers : [['Host', url.host], ...headers] }
}

function secureContext({ identity, trust }: ClientOptions): SecureContext {
  return createSecureContext({ ca: [...trust], cert: identity?.cert, key: identity?.key })
}

function notSent(detail: string): Outcome {
  return { ending: { kind: 'not-sent', detail }, response: null, tls: null, connection: null }
}

/** Where a URL leads when nobody says otherwise. */
function addressOf(url: URL): Address {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return { host, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80), servername: host }
}

function readHeaders(raw: Dispatcher.DispatchController['rawHeaders']): Headers {
  if (!Array.isArray(raw)) return []
  const headers: Headers = []
  for (let at = 0; at < raw.length; at += 2) headers.push([headerText(raw[at]), headerText(raw[at + 1])])
  return headers
}

function headerText(raw: Buffer | string = ''): string {
  return typeof raw === 'string' ? raw : raw.toString('latin1')
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
  const body = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    body.set(chunk, offset)
    offset += chunk.length
  }
  return body
}
