import { ActingPeer } from './acting-peer.js'
import type { Templates } from './directory.js'
import type { WrongKind } from './wrong-kinds.js'
import type { Scripted } from './inbound.js'
import type { OddPeer } from './peer.js'

/** A leased peer: what it spoils is its lessee's alone. */
export class ActingOddPeer extends ActingPeer implements OddPeer {
  get ordinary(): Templates {
    return { ...this.home.ordinary }
  }

  directory(answer: object): void {
    this.home.directory = {
      status: 200,
      headers: [['Content-Type', 'application/json']],
      body: new TextEncoder().encode(JSON.stringify(answer)),
    }
    const texts = Object.entries(answer).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    this.home.published = Object.fromEntries(texts)
  }

  directoryReply(scripted: Scripted): void {
    this.home.directory = scripted
  }

  behave(scripted: Scripted): void {
    this.home.behaviour = scripted
  }

  async presents(kind: WrongKind): Promise<void> {
    this.home.server = (await this.network.wrongIdentity(kind, this.domain)).server
  }

  async alsoNamed(domains: readonly string[]): Promise<void> {
    this.home.server = await this.network.issue(this.domain, domains)
  }
}
