/**
 * The HTTP server of peers and of the reference provider, for one or several domains. The only importer of node:https
 * (and of node:http, its clear-text form).
 */
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https'
import type { Server as NetServer, Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import {
  headerValues,
  nextExchangeId,
  type Ending,
  type Exchange,
  type Headers,
  type HttpResponse,
  type TlsFacts,
} from './exchange.js'
import { hostDomain } from './names.js'
import { behindOnePort } from './either.js'
import { createServerContexts, type ServerContexts, type ServerTls } from './server-contexts.js'
import { sentServername, tlsFacts } from './tls-facts.js'

export interface ListenerLimits {
  /** Longest request body; 1 MiB unless given. Beyond it the handler is called with `tooLarge`. */
  bodyBytes?: number
  /** ms for a handshake, for a whole request to come in, and for a reply to be taken; 10 s unless given. */
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
  tls: ServerTls | null
  /** Serves clear text on the same port as well, as no provider may: for one that is wrong on purpose. */
  clearTextToo?: boolean
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

/** Why a request's signal is aborted. One for all: a reason of its own for each costs as much as reading a request. */
const over = new Error('the exchange is over')

const defaultLimits = { bodyBytes: 1 << 20, requestMs: 10_000, connections: 512, concurrency: 256 }

/** Starts to listen. Rejects where the address cannot be had, saying which. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { host = '127.0.0.1', port = 0 } = options
  const limits = { ...defaultLimits, ...options.limits }
  const contexts = options.tls === null ? null : createServerContexts(options.tls)
  const server = createServer(contexts, limits.requestMs)
  const clear = options.clearTextToo === true ? createServer(null, limits.requestMs) : null
  const entry = clear === null ? server : behindOnePort(server, clear)
  entry.maxConnections = limits.connections
  const sockets = new Set<Socket>()
  const facts = new WeakMap<Socket, ConnectionFacts>()
  let connections = 0
  let handling = 0
  let closed = false

  entry.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on(contexts === null ? 'connection' : 'secureConnection', (socket: Socket) => {
    connections += 1
    const tls = socket instanceof TLSSocket ? tlsFacts(socket) : null
    const connection = { number: connections, tls, requests: 0 }
    facts.set(socket, connection)
    const at = Date.now()
    socket.once('close', () => {
      if (tls === null || connection.requests > 0 || closed) return
      options.onSilence?.({ servername: tls.servername, at, detail: 'closed after the handshake, without a request' })
    })
  })
  server.on('tlsClientError', (error: Error, socket: TLSSocket) => {
    if (!closed) options.onSilence?.({ servername: sentServername(socket), at: Date.now(), detail: error.message })
  })
  for (const each of clear === null ? [server] : [server, clear])
    each.on('request', (incoming: IncomingMessage, response: ServerResponse) => void serve(incoming, response))

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const begun = performance.now()
    const gone = new AbortController()
    response.once('close', () => gone.abort(over))
    const request = inboundRequest(incoming, facts.get(incoming.socket), gone.signal)
    const read = await readBody(incoming, limits.bodyBytes)
    let ending: Ending = { kind: 'dropped', phase: 'answer', detail: 'the client broke off its request' }
    let sent: HttpResponse | null = null
    if (read !== null) {
      request.body = read.body
      request.tooLarge = read.tooLarge
      const reply = await answerTo(request)
      if (request.tooLarge) response.shouldKeepAlive = false
      ;({ ending, sent } = await writeReply(response, reply, request, limits.requestMs))
    }
    if (closed && ending.kind !== 'answered') ending = { kind: 'aborted' }
    options.onExchange?.({
      id: request.id,
      direction: 'in',
      peer: hostDomain(request.host) ?? request.servername ?? host,
      method: request.method,
      url: absoluteUrl(request),
      request: { headers: request.headers, body: request.body },
      response: sent,
      ending,
      startedAt: request.receivedAt,
      durationMs: performance.now() - begun,
      tls: request.tls,
      connection: request.connection,
    })
  }

  async function answerTo(request: InboundRequest): Promise<Reply> {
    if (handling >= limits.concurrency) return { status: 503, headers: [['Retry-After', '1']] }
    handling += 1
    try {
      return await options.handle(request)
    } catch (error) {
      return textReply(500, `internal error: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      handling -= 1
    }
  }

  await listening(entry, host, port)
  const address = entry.address()
  return {
    host,
    port: address !== null && typeof address === 'object' ? address.port : port,
    get connections() {
      return connections
    },
    trustClients(anchors) {
      contexts?.trust(anchors)
      if (contexts !== null && 'setSecureContext' in server) server.setSecureContext(contexts.initial())
    },
    async close() {
      if (closed) return
      closed = true
      const done = new Promise<void>((resolve) => entry.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await done
    },
  }
}

/** A reply whose body is one line for people. */
export function textReply(status: number, line: string, headers: Headers = []): Reply {
  return {
    status,
    headers: [['Content-Type', 'text/plain; charset=utf-8'], ...headers],
    body: Buffer.from(`${line}\n`),
  }
}

interface ConnectionFacts {
  number: number
  tls: TlsFacts | null
  requests: number
}

function createServer(contexts: ServerContexts | null, requestMs: number): HttpServer | HttpsServer {
  const http = {
    keepAliveTimeout: 5000,
    requestTimeout: requestMs,
    headersTimeout: requestMs,
    connectionsCheckingInterval: Math.min(1000, Math.ceil(requestMs / 4)),
    // A request without Host is for the handler to judge (4.1).
    requireHostHeader: false,
  }
  if (contexts === null) return createHttpServer(http)
  return createHttpsServer({
    ...http,
    ...contexts.initial(),
    SNICallback: contexts.bySni,
    requestCert: true,
    rejectUnauthorized: false,
    handshakeTimeout: requestMs,
    ALPNProtocols: ['http/1.1'],
  })
}

function listening(server: NetServer, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      const remedy = 'choose another port, or 0 for a free one'
      reject(new Error(`cannot listen on ${host}:${port}: ${error.message}; ${remedy}`, { cause: error }))
    }
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      resolve()
    })
  })
}

/** The request as far as its head tells; the body is read afterwards. */
function inboundRequest(
  incoming: IncomingMessage,
  connection: ConnectionFacts | undefined,
  signal: AbortSignal,
): InboundRequest {
  if (connection !== undefined) connection.requests += 1
  const raw = incoming.rawHeaders
  const headers = raw.flatMap((name, index): Headers => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []))
  return {
    id: nextExchangeId(),
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers,
    host: headerValues({ headers }, 'host')[0] ?? null,
    from: headerValues({ headers }, 'from'),
    body: new Uint8Array(),
    tooLarge: false,
    tls: connection?.tls ?? null,
    servername: connection?.tls?.servername ?? null,
    receivedAt: Date.now(),
    connection: connection?.number ?? 0,
    signal,
  }
}

/** How much of a body that is too large is read away, in limits, so that its sender gets to read the answer. */
const patience = 8

/** Null where the client broke off, or took too long. */
function readBody(incoming: IncomingMessage, limit: number): Promise<{ body: Uint8Array; tooLarge: boolean } | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= limit) chunks.push(chunk)
      else chunks.length = 0
      if (length > limit * patience) resolve({ body: new Uint8Array(), tooLarge: true })
    })
    incoming.once('end', () => resolve({ body: new Uint8Array(Buffer.concat(chunks)), tooLarge: length > limit }))
    incoming.once('error', () => resolve(null))
    incoming.once('close', () => resolve(null))
  })
}

async function writeReply(
  response: ServerResponse,
  reply: Reply,
  { method, signal }: InboundRequest,
  takeMs: number,
): Promise<{ ending: Ending; sent: HttpResponse | null }> {
  if ('hang' in reply) await until(signal)
  else if (reply.delayMs !== undefined) await until(signal, reply.delayMs)
  if ('cut' in reply) response.destroy()
  if (signal.aborted || !('status' in reply)) {
    const detail = 'cut' in reply ? 'cut as scripted' : 'the client gave up'
    return { ending: { kind: 'dropped', phase: 'answer', detail }, sent: null }
  }
  const { status, headers = [], body = new Uint8Array() } = reply
  const framed = ['content-length', 'transfer-encoding'].some((name) => headerValues({ headers }, name).length > 0)
  const asIs = framed || status === 204 || status === 304
  const sent = { status, headers: asIs ? headers : withLength(headers, body), body }
  try {
    response.writeHead(status, sent.headers.flat())
    response.end(method === 'HEAD' ? undefined : body)
  } catch (error) {
    response.destroy()
    return { ending: { kind: 'not-sent', detail: error instanceof Error ? error.message : String(error) }, sent: null }
  }
  await until(signal, takeMs)
  if (response.writableFinished) return { ending: { kind: 'answered' }, sent }
  response.destroy()
  return { ending: { kind: 'dropped', phase: 'body', detail: 'the client did not take the whole answer' }, sent: null }
}

function withLength(headers: Headers, body: Uint8Array): Headers {
  return [...headers, ['Content-Length', String(body.length)]]
}

/** Waits for the signal, or for a time if that is over sooner. */
function until(signal: AbortSignal, ms?: number): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = ms === undefined ? undefined : setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}

function absoluteUrl({ tls, host, path }: InboundRequest): string {
  if (/^https?:\/\//i.test(path)) return path
  return `${tls === null ? 'http' : 'https'}://${host ?? ''}${path}`
}
