/** The certificates of a server with several domains, chosen by SNI. */
import { constants } from 'node:crypto'
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls'
import type { Identity } from './identity.js'

export interface ServerTls {
  /** Asked at each handshake; undefined refuses it. */
  identity: (servername: string | undefined) => Identity | undefined
  clientTrust: readonly string[]
}

export interface ServerContexts {
  /** For clients that send no SNI: what `identity(undefined)` answers at the start. */
  initial(): SecureContextOptions
  bySni(servername: string, callback: (error: Error | null, context?: SecureContext) => void): void
  /** Replaces the anchors for handshakes to come. */
  trust(anchors: readonly string[]): void
}

export function createServerContexts(tls: ServerTls): ServerContexts {
  let ca = [...tls.clientTrust]
  let made = new WeakMap<Identity, SecureContext>()
  // A context without certificate ends the handshake with an alert, which an error would not.
  const refusing = createSecureContext({})

  function optionsFor(identity: Identity | undefined): SecureContextOptions {
    // Without session tickets every connection is authenticated anew, on both sides.
    return { cert: identity?.cert, key: identity?.key, ca, secureOptions: constants.SSL_OP_NO_TICKET }
  }

  return {
    initial: () => optionsFor(tls.identity(undefined)),
    bySni(servername, callback) {
      try {
        const identity = tls.identity(servername)
        if (identity === undefined) return callback(null, refusing)
        const context = made.get(identity) ?? createSecureContext(optionsFor(identity))
        made.set(identity, context)
        callback(null, context)
      } catch (error) {
        callback(error instanceof Error ? error : new Error(String(error)))
      }
    },
    trust(anchors) {
      ca = [...anchors]
      made = new WeakMap()
    },
  }
}
