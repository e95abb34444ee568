/** Opens one TCP or TLS connection for the client and tells the ways in which that fails apart. */
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls'
import type { Deadline } from './deadline.js'
import type { Ending, TlsFacts } from './exchange.js'
import { tlsFacts } from './tls-facts.js'

export interface Address {
  host: string
  port: number
  /** SNI, and the name that the server's certificate must have. */
  servername: string
}

export interface ConnectOptions {
  address: Address
  /** Null: clear text. */
  tls: SecureContext | null
  /** Goes on with a server whose certificate is not accepted. */
  anyServer?: boolean
  deadline: Deadline
}

export type Connected =
  | { socket: Socket; tls: TlsFacts | null }
  /** TLS facts are there when it was Mimicry that refused the server's certificate. */
  | { socket: null; tls: TlsFacts | null; ending: Ending }

/** Never rejects. */
export async function connect({ address, tls, anyServer = false, deadline }: ConnectOptions): Promise<Connected> {
  const tcp = await settled(() => connectTcp({ host: address.host, port: address.port }), 'connect', deadline)
  if ('error' in tcp) {
    return {
      socket: null,
      tls: null,
      ending: deadline.ending('connect') ?? { kind: 'no-connection', detail: tcp.error.message },
    }
  }
  tcp.socket.setNoDelay(true)
  if (tls === null) return { socket: tcp.socket, tls: null }

  const secure = await settled(() => secured(tcp.socket, address, tls), 'secureConnect', deadline)
  if ('error' in secure) {
    tcp.socket.destroy()
    return { socket: null, tls: null, ending: deadline.ending('tls') ?? handshakeEnding(secure.error) }
  }
  const facts = tlsFacts(secure.socket, sniFor(address.servername) ?? null)
  if (facts.authorized || anyServer) return { socket: secure.socket, tls: facts }
  secure.socket.destroy()
  const detail = `the server's certificate is not accepted: ${facts.authorizationError ?? 'for no known reason'}`
  return { socket: null, tls: facts, ending: { kind: 'tls-refused', by: 'mimicry', detail } }
}

/**
 * An alert that the other side sent about TLS; null for any other error. A TLS 1.3 server judges the client's
 * certificate only when the client is through with its handshake, so that this may come on the first read.
 */
export function alertOf(error: Error): Ending | null {
  const reason = sslReason(error)
  return reason !== null && /\balert\b/.test(reason) ? { kind: 'tls-refused', by: 'target', detail: reason } : null
}

export function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** OpenSSL's words for what went wrong: Node puts them into the code or, under EPROTO, into the message. */
function sslReason(error: Error): string | null {
  const code = /^ERR_SSL_(.+)$/.exec(codeOf(error))?.[1]
  const words = code?.replaceAll('_', ' ') ?? /SSL routines:[^:]*:([^:]+)/.exec(error.message)?.[1]
  return words?.toLowerCase() ?? null
}

function handshakeEnding(error: Error): Ending {
  const alert = alertOf(error)
  if (alert !== null) return alert
  const reason = sslReason(error)
  if (reason === null) return { kind: 'dropped', phase: 'tls', detail: error.message }
  // What is not a TLS record makes OpenSSL complain of the version, type or length that it seems to have.
  const foreign = /wrong version number|packet length too long|bad record type|unexpected message/.test(reason)
  if (foreign) return { kind: 'no-tls', detail: `the first bytes are no TLS handshake (${reason})` }
  return { kind: 'tls-refused', by: 'mimicry', detail: reason }
}

/** Certificates are judged after the handshake and not by Node in it, so that a refused one is on record. */
function secured(socket: Socket, address: Address, secureContext: SecureContext): TLSSocket {
  return connectTls({
    socket,
    host: address.servername,
    servername: sniFor(address.servername),
    secureContext,
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: false,
  })
}

/** An IP address is no server name (RFC 6066 3). */
function sniFor(servername: string): string | undefined {
  return isIP(servername) === 0 ? servername : undefined
}

/** Waits for a socket's event; on an error, its close or the end of the time the socket is gone. */
function settled<S extends Socket>(
  open: () => S,
  event: 'connect' | 'secureConnect',
  deadline: Deadline,
): Promise<{ socket: S } | { error: Error }> {
  return new Promise((resolve) => {
    if (deadline.isGivenUp) return resolve({ error: new Error('given up') })
    const socket = open()
    const fail = (error: Error): void => {
      clear()
      // A destroyed socket may still report an error, which concerns nobody any more.
      socket.on('error', () => {})
      socket.destroy()
      resolve({ error })
    }
    const onClose = (): void => fail(new Error('closed by the other side'))
    const onReady = (): void => {
      clear()
      resolve({ socket })
    }
    const clear = (): void => {
      socket.off('error', fail).off('close', onClose).off(event, onReady)
      deadline.whenGivenUp = null
    }
    socket.once('error', fail).once('close', onClose).once(event, onReady)
    deadline.whenGivenUp = () => fail(new Error('given up'))
  })
}
