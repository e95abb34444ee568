import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import { type Group, joinFromWelcome } from '../../mls/engine.js'
import type { KeyPackageBundle } from '../../mls/key-package-bundle.js'
import type { AppRules } from '../../mls/wire/app-state.js'
import { frankingTag } from '../../wire/franking-marks.js'
import type {
  Change,
  CommitOptions,
  Handshake,
  Message,
  MessageOptions,
  RoomClient,
  RoomDevice,
  RoomUser,
} from '../hosted-room.js'
import { proposalsFor, type Resolved } from './change.js'
import type { Claimed } from './claimed.js'
import { commitOf, proposalsOf } from './handshake.js'
import type { History } from './history.js'
import { authenticatedDataIn, contentOf } from './message.js'

/** What its room is to a client. */
export interface Surroundings {
  readonly uri: string
  readonly draft: Draft
  readonly readings: Readings
  readonly suite: number
  readonly rules: AppRules
  readonly history: History
  /** Key packages for those whom a change of this client's brings in, from their providers by way of the hub. */
  claimed(by: RoomClient, change: Change): Promise<Claimed>
  /** What a change comes to in the room's epoch. */
  resolve(change: Change, claimed: Claimed): Resolved
  /** The user's clients in the group. */
  clientsOf(user: RoomUser): readonly RoomClient[]
}

/** How a client came into the group: it made or joined it by itself, or was sent a Welcome, which it takes when needed. */
export type Entrance =
  | { readonly group: Group }
  | { readonly bundle: KeyPackageBundle; readonly welcome: Uint8Array; readonly ratchetTree: Uint8Array }

/** A client of a hosted room. It goes through what the hub took when it has to act, and not before. */
export class ActingClient implements RoomClient {
  /** Counts what changed its MLS state: a copy made since the last change can stand in for it. */
  private moves = 0
  /** One thing at a time: each begins with the state that the one before it left. */
  private turn: Promise<unknown> = Promise.resolve()
  /** The step that took it out of the group. */
  private leftAt: number | null = null

  constructor(
    private readonly room: Surroundings,
    readonly user: RoomUser,
    readonly device: RoomDevice,
    private entrance: Entrance,
    /** How many steps of the room's history lie behind its entrance. */
    private at: number,
  ) {}

  get leaf(): number | null {
    return this.room.history.state.leafOf(this.device.mls.signatureKeys(this.room.suite).publicKey)
  }

  /** The room takes it in with the step of this number: its own external commit. */
  enters(step: number): void {
    this.at = step
  }

  group(): Promise<Group> {
    return this.inTurn(async () => (await this.current()).fork())
  }

  change(change: Change = {}, options: CommitOptions = {}): Promise<Handshake> {
    return this.inTurn(async () => {
      const claimed = await this.room.claimed(this, change)
      const group = (await this.current()).fork()
      const { references = 'all', authenticatedData = this.aad(group), path = true } = options
      const { add, remove, proposals } = this.room.resolve(change, claimed)
      const keyPackages = add.map(({ bundle }) => bundle.bytes)
      const pending = await group.commit({
        add: keyPackages,
        remove,
        proposals,
        references: references === 'none' ? [] : references,
        authenticatedData,
        path,
      })
      return commitOf({ by: this, epoch: group.epoch, refs: [], pending, group, moves: this.moves, newcomers: add })
    })
  }

  propose(change: Change): Promise<Handshake> {
    return this.inTurn(async () => {
      const claimed = await this.room.claimed(this, change)
      const group = (await this.current()).fork()
      const epoch = group.epoch
      const known = group.pending.length
      const aad = this.aad(group)
      const messages: Uint8Array[] = []
      for (const proposal of proposalsFor(this.room.draft, change, this.room.resolve(change, claimed)))
        messages.push(await group.propose(proposal, aad))
      if (change.renew) messages.push(await group.proposeUpdate(aad))
      const refs = group.pending.slice(known)
      return proposalsOf({ by: this, epoch, refs, pending: null, group, moves: this.moves, newcomers: [] }, messages)
    })
  }

  leave(): Promise<Handshake> {
    return this.propose({ remove: this.room.clientsOf(this.user), participants: { remove: [this.user] } })
  }

  message(text = 'a message', options: MessageOptions = {}): Promise<Message> {
    return this.inTurn(async () => {
      const group = await this.current()
      const { tag: wanted = false, sender = this.user.uri } = options
      const { content, salt } = contentOf(text, { senderUri: sender, roomUri: this.room.uri })
      const tag = wanted === true ? frankingTag(salt, content) : wanted || null
      const authenticatedData = options.authenticatedData ?? this.aad(group, tag)
      const bytes = await group.encrypt(content, authenticatedData)
      this.moves++
      return { by: this, text, epoch: group.epoch, bytes, sender, tag, content }
    })
  }

  private aad({ context }: Group, tag: Uint8Array | null = null): Uint8Array {
    const { draft, readings } = this.room
    return authenticatedDataIn(draft, context, readings, tag)
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work)
    this.turn = done.catch(() => undefined)
    return done
  }

  /** Its state at the room's epoch; or, for one that is no longer in the group, at its last. */
  private async current(): Promise<Group> {
    const { steps } = this.room.history
    let group = await this.entered()
    for (let step = steps[this.at]; step && this.leftAt === null; step = steps[this.at]) {
      const { made } = step
      if (made?.by === this && (made.pending || made.moves === this.moves)) {
        made.pending?.accepted()
        group = made.group
      } else {
        const next = group.fork()
        for (const message of step.messages) {
          const result = await next.process(message)
          if (result.kind === 'commit' && result.removed) this.leftAt = this.at
        }
        if (this.leftAt === null) group = next
      }
      this.at++
      this.moves++
      this.entrance = { group }
    }
    return group
  }

  private async entered(): Promise<Group> {
    if ('group' in this.entrance) return this.entrance.group
    const { draft, rules: app } = this.room
    const group = await joinFromWelcome({ draft, ...this.entrance, app })
    this.entrance = { group }
    return group
  }
}
