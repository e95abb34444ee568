import type { Identity } from '../transport/certificates.js'
import type { Silence } from '../transport/listener.js'
import type { Templates } from './directory.js'
import type { Scripted } from './inbound.js'
import type { Session } from './session.js'

/** Handshakes remembered per peer. */
const most = 200

/** One peer's domain and what stands there, shared by all checks. */
export class PeerHome {
  /** The certificate that it presents, as server; undefined until one is made. */
  server: Identity | undefined
  /** The certificate that it presents as client; null for none. */
  client: Identity | null | undefined
  /** The check that has it to itself: all that arrives is that check's, whatever it names. */
  lessee: Session | undefined
  /** Published in place of the ordinary directory. */
  directory: Scripted | undefined
  /** The templates of that directory, as far as it has any. */
  published: Templates | undefined
  /** Answers everything in place of the ordinary behaviour. */
  behaviour: Scripted | undefined
  readonly silences: Silence[] = []

  constructor(
    readonly domain: string,
    readonly ordinary: Templates,
    readonly assetHost: boolean,
  ) {}

  silent(silence: Silence): void {
    this.silences.push(silence)
    if (this.silences.length > most) this.silences.shift()
  }

  /** Back to an ordinary peer that nobody has leased. */
  vacate(): void {
    this.lessee = undefined
    this.directory = undefined
    this.published = undefined
    this.behaviour = undefined
    // A lessee may have had it present another one as server; the client's is always its own.
    this.server = this.client ?? undefined
  }
}
