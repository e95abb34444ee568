/** Removals from a hosted room that nobody has committed yet: proposals of members, and those of the hub with its bans. */
import { decode } from '../../../src/codec/index.js'
import type { Draft } from '../../../src/drafts/ids.js'
import { MLSMessage, type Proposal } from '../../../src/mls/wire/index.js'
import type { EventMatch, Handshake, HostedRoom, RoomFanout } from '../../../src/peers/hosted-room.js'
import { Abandoned } from './stage.js'
import type { Member } from './step.js'

interface Proposed {
  readonly name: string
  readonly whom: Member
  readonly handshake: Handshake
}

interface Banned {
  readonly whom: Member
  readonly epoch: bigint
  /** The hub's proposal. */
  readonly removal: RoomFanout
}

/** What a commit has to take up. */
export interface Covered {
  readonly covers: readonly string[]
  readonly takesOut: readonly Member[]
}

export class Removals {
  private readonly proposed: Proposed[] = []
  private readonly bans: Banned[] = []
  /** The epoch in which the room's clients have heard of what there is. */
  private heardIn: bigint | null = null

  constructor(private readonly room: HostedRoom) {}

  accepted(proposed: Proposed): void {
    this.proposed.push(proposed)
  }

  banned(whom: Member, removal: RoomFanout): void {
    this.bans.push({ whom, epoch: this.room.epoch, removal })
  }

  isBanned(whom: Member): boolean {
    return this.bans.some((each) => each.whom === whom)
  }

  /** Whom the next commit has to take out because they are banned. */
  get takesOut(): readonly Member[] {
    return this.bansNow.map(({ whom }) => whom)
  }

  /** Whether there is anything for the next commit to take up. */
  get waiting(): boolean {
    return this.current.length > 0 || this.bansNow.length > 0
  }

  /** Whether the clients have heard of proposals: then they commit before they speak (RFC 9420, 12.4). */
  get heard(): boolean {
    return this.heardIn === this.room.epoch
  }

  /** Whether somebody was to be removed, and heard of it: such a client says nothing more. */
  concern(member: Member): boolean {
    return this.isBanned(member) || this.proposed.some(({ whom }) => whom === member)
  }

  /** Whether an event is a proposal of the hub's that came with no ban. */
  isSurprise(event: RoomFanout): boolean {
    const known = this.bans.some(({ removal }) => Buffer.compare(removal.message, event.message) === 0)
    return !known && hubsProposal(this.room.draft, event) !== null
  }

  /** The room's clients hear of everything that waits. @throws Abandoned where that is not for this epoch any more */
  hear(isIn: (member: Member) => boolean): Covered {
    const { room, current } = this
    const late = this.bans.find(({ whom, epoch }) => epoch !== room.epoch && isIn(whom))
    if (late) throw new Abandoned('the hub took a commit that leaves a banned user in the room')
    // Of several removals of one member a commit can cover but one (RFC 9420, 12.2).
    const first = current.filter(({ whom }, index) => current.findIndex((each) => each.whom === whom) === index)
    for (const { handshake } of first) room.landed(handshake)
    if (!this.heard) for (const { removal } of this.bansNow) room.heard(removal)
    if (this.waiting) this.heardIn = room.epoch
    return { covers: first.map(({ name }) => name), takesOut: this.takesOut }
  }

  private get current(): readonly Proposed[] {
    return this.proposed.filter(({ handshake }) => handshake.epoch === this.room.epoch)
  }

  private get bansNow(): readonly Banned[] {
    return this.bans.filter(({ epoch }) => epoch === this.room.epoch)
  }
}

/** The hub's own Remove of a leaf. */
export function removing({ draft }: HostedRoom, leaf: number | null): EventMatch {
  const isThat = (event: RoomFanout) => {
    const proposal = hubsProposal(draft, event)
    return proposal !== null && 'removed' in proposal && proposal.removed === leaf
  }
  return { kind: 'proposal', where: isThat }
}

function hubsProposal(draft: Draft, { message }: RoomFanout): Proposal | null {
  const read = decode(MLSMessage[draft], message)
  if (!('public_message' in read)) return null
  const { content } = read.public_message
  return content.sender.sender_type === 'external' && content.content_type === 'proposal' ? content.proposal : null
}
