/** Makes what members of a hosted room send: commits, proposals and messages, each valid when it is made. */
import type { Change, Handshake, HostedRoom, Message, RoomClient } from '../../../src/peers/hosted-room.js'
import type { TargetUser } from '../../../src/peers/target-handle.js'
import type { PeerUser } from '../../../src/peers/user.js'
import { type Covered, Removals } from './removals.js'
import { admins, whomOf } from './room-rules.js'
import type { ChangeName, Commit, Keep, Member, ProposalName, Propose } from './step.js'

/** A commit, a message or proposals, made and not sent yet, or sent before. */
export type Made = MadeCommit | MadeProposal | MadeMessage

export interface MadeCommit extends Covered {
  readonly kind: 'commit'
  readonly by: Member
  readonly change: ChangeName
  readonly handshake: Handshake
}

interface MadeProposal {
  readonly kind: 'proposal'
  readonly by: Member
  readonly what: ProposalName
  readonly handshake: Handshake
}

interface MadeMessage {
  readonly kind: 'message'
  readonly by: Member
  readonly message: Message
}

/** The room of one story and everybody in it. */
export class Making {
  readonly removals: Removals
  /** gus has come in, once. */
  gusCame = false
  private readonly made = new Map<Member, Made[]>()
  /** The room's epoch when the story begins. */
  private readonly first: bigint

  /** @param submits whether the target's own user can be told to send anything */
  constructor(
    readonly room: HostedRoom,
    readonly users: Readonly<Record<Member, PeerUser | TargetUser>>,
    private readonly submits: boolean,
  ) {
    this.removals = new Removals(room)
    this.first = room.epoch
  }

  /** The epoch as stories count it: that of the beginning is 0. */
  epochOf(epoch: bigint): number {
    return Number(epoch - this.first)
  }

  isIn(member: Member): boolean {
    return this.room.participants.some(({ user }) => user === this.users[member].uri)
  }

  /** Null for what makes no sense, or cannot be made, now; so with the others. */
  async commit({ by, change }: Pick<Commit, 'by' | 'change'>): Promise<MadeCommit | null> {
    const { removals, users } = this
    const client = this.clientOf(by)
    const wanted = client && this.changeOf(client, by, change)
    if (!wanted) return null
    // Those whom the hub bans go off the list as well, which is for admins; the banned themselves have not heard of it.
    const unaware = removals.isBanned(by)
    if (removals.takesOut.length > 0 && !admins.has(by) && !unaware) return null
    const covered: Covered = unaware ? { covers: [], takesOut: [] } : removals.hear((member) => this.isIn(member))
    const { takesOut } = covered
    const participants = { remove: takesOut.map((each) => users[each]) }
    const handshake = await client.change(takesOut.length > 0 ? { participants } : wanted)
    return { kind: 'commit', by, change, handshake, ...covered }
  }

  /** Removals: all that is proposed in stories. One at a time, since not all of them can be committed together. */
  async proposal({ by, what }: Pick<Propose, 'by' | 'what'>): Promise<MadeProposal | null> {
    const client = this.clientOf(by)
    if (!client || client.leaf === null || this.removals.waiting) return null
    if (what === 'leave') return admins.has(by) ? null : { kind: 'proposal', by, what, handshake: await client.leave() }
    const whom = whomOf(by, what)
    if (whom === by || !this.isIn(whom)) return null
    return { kind: 'proposal', by, what, handshake: await client.propose({ expel: [this.users[whom]] }) }
  }

  async message(by: Member): Promise<MadeMessage | null> {
    const { removals } = this
    const client = this.clientOf(by)
    if (!client || (client.leaf === null ? removals.concern(by) : removals.heard)) return null
    return { kind: 'message', by, message: await client.message(`says ${by}`) }
  }

  forLater({ what, by }: Keep): Promise<Made | null> {
    if (what === 'message') return this.message(by)
    if (what === 'commit') return this.commit({ by, change: 'renew' })
    return this.proposal({ by, what: admins.has(by) ? 'expel mia' : 'leave' })
  }

  /** `message 2 of amy`: everything that one member makes has a number of its own. */
  nameOf(made: Made): string {
    const { kind, by } = made
    const theirs = this.made.get(by) ?? []
    this.made.set(by, theirs)
    if (!theirs.includes(made)) theirs.push(made)
    const alike = theirs.filter((each) => each.kind === kind)
    return `${kind} ${alike.indexOf(made) + 1} of ${by}`
  }

  private clientOf(member: Member): RoomClient | null {
    const { room, users } = this
    if (member === 'eva') return this.submits ? room.creator : null
    if (member === 'gus' && !this.gusCame) return null
    return room.client(users[member])
  }

  private changeOf({ leaf }: RoomClient, by: Member, change: ChangeName): Change | null {
    const { users, removals } = this
    if (change === 'renew') return {}
    // Whoever has left can renew what it has, and knows of nothing else; what is proposed is committed by itself.
    if (leaf === null || removals.waiting) return null
    if (change === 'admit gus' || change === 'admit mia') {
      const who = change === 'admit gus' ? 'gus' : 'mia'
      // Nobody comes back but those who must not.
      const comesBack = who === 'mia' || this.gusCame
      return this.isIn(who) || (comesBack && !removals.isBanned(who)) ? null : { admit: [{ user: users[who] }] }
    }
    const whom = change === 'expel mia' ? 'mia' : 'gus'
    return whom === by || !this.isIn(whom) ? null : { expel: [users[whom]] }
  }
}
