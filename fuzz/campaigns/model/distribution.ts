/** What is sent in a hosted room, and whether everybody has got in the end what they must have. */
import { createHash } from 'node:crypto'
import type { RoomFanout } from '../../../src/peers/hosted-room.js'
import type { Peer } from '../../../src/peers/peer.js'
import {
  type Arrival,
  distributionBreach,
  type FanoutBreach,
  isDue,
  type SentEvent,
  type Span,
  type View,
} from './fanout-rules.js'
import type { Made, MadeCommit, Making } from './making.js'
import { whomOf } from './room-rules.js'
import { arranged, hex, type Stage } from './stage.js'
import { type Member, members } from './step.js'

/** Where each member gets the events of the room. */
const views: Readonly<Record<Member, string>> = { eva: 'the inbox of eva', amy: 'b', mia: 'c', gus: 'd' }

export class Distribution {
  private readonly sent = new Map<string, SentEvent>()
  /** Whose removal the accepted proposals are about, by their names. */
  private readonly proposed = new Map<string, Member>()
  private joined: Span | null = null
  private readonly leaving: Partial<Record<Member, Span>> = {}
  private readonly left: Partial<Record<Member, Span>> = {}

  constructor(private readonly stage: Stage) {}

  /** What becomes of an event counts from its first acceptance. */
  note(made: Made, what: string, accepted: boolean, span: Span): void {
    const id = hex(made.kind === 'message' ? made.message.bytes : made.handshake.messages[0])
    if (this.sent.get(id)?.accepted) return
    this.sent.set(id, { id, what, kind: made.kind, from: views[made.by], accepted, ...span })
    if (!accepted || made.kind === 'message') return
    if (made.kind === 'proposal') {
      const whom = whomOf(made.by, made.what)
      this.proposed.set(what, whom)
      return this.mayMiss(whom, span)
    }
    if (made.change === 'admit gus') this.joined ??= span
    for (const whom of this.goneBy(made)) {
      this.mayMiss(whom, span)
      this.left[whom] ??= span
    }
  }

  /** Somebody is about to be removed: what still has to come there is not certain. */
  mayMiss(whom: Member, span: Span): void {
    this.leaving[whom] ??= span
  }

  /** Waits for what has to come. @returns what is wrong; null when nothing is */
  async breach(making: Making): Promise<FanoutBreach | null> {
    const events = [...this.sent.values()]
    const seen = await Promise.all(members.map((member) => this.view(making, member, events)))
    return distributionBreach(
      events,
      seen.flatMap((view) => view ?? []),
    )
  }

  private goneBy({ change, covers, takesOut }: MadeCommit): readonly Member[] {
    const expelled = change === 'expel mia' ? (['mia'] as const) : change === 'expel gus' ? (['gus'] as const) : []
    return [...expelled, ...takesOut, ...covers.flatMap((name) => this.proposed.get(name) ?? [])]
  }

  /** What a member's provider, or its device, has got once everything is there or the time is up. */
  private async view(making: Making, member: Member, events: readonly SentEvent[]): Promise<View | null> {
    const { room } = making
    const name = views[member]
    const joined = member === 'gus' ? (this.joined ?? ('never' as const)) : null
    const { [member]: leaving = null } = this.leaving
    const { [member]: left = null } = this.left
    const view = { name, local: member === 'eva', joined, leaving, left }
    const due = events.filter((event) => isDue(event, { ...view, arrivals: [] })).map(({ id }) => id)
    if (member === 'eva') {
      if (!this.stage.target.can('inbox')) return null
      const device = making.users.eva.devices[0]
      if (!device || !('delivered' in device)) return null
      const entries = await arranged(
        device.delivered((all) => {
          const there = new Set(all.map(({ message }) => hex(message)))
          return due.every((id) => there.has(id))
        }),
      )
      const arrivals = entries.map(({ cursor, message, timestamp }) => ({
        id: hex(message),
        connection: 'inbox',
        request: String(cursor),
        timestamp,
      }))
      return { ...view, arrivals }
    }
    const peer: Peer = { amy: this.stage.b, mia: this.stage.c, gus: this.stage.d }[member]
    await Promise.all(due.map((id) => room.event(peer, { of: Buffer.from(id, 'hex') })))
    return { ...view, arrivals: room.events(peer).map(arrivalOf) }
  }
}

function arrivalOf({ record, message, timestamp }: RoomFanout): Arrival {
  const request = createHash('sha256').update(record.request.body).digest('hex')
  return { id: hex(message), connection: String(record.request.connection), request, timestamp }
}
