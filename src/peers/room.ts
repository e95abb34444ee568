import { randomBytes } from 'node:crypto'
import { type Codec, decode, encode } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import { createGroup, EngineError, type Group } from '../mls/engine.js'
import { known } from '../mls/isolated.js'
import { KeyPackage, MLSMessage, RatchetTree } from '../mls/wire/index.js'
import { FanoutMessage } from '../wire/notify.js'
import { PreparationFailed } from './preparation.js'
import type { PeerUser } from './user.js'

/** A notify body: FanoutMessages of one room. */
export interface Fanout {
  readonly room: string
  readonly bytes: Uint8Array
}

export interface RoomOptions {
  /** Cipher suite of the group; 1 by default. */
  suite?: number
  /** Group id; random by default. */
  groupId?: Uint8Array
  /** False leaves it to the check to send the Welcome (`room.welcome`). */
  deliver?: boolean
}

/** One event of a room, an encoded FanoutMessage. */
export type RoomEvent = Uint8Array

export interface EventOptions {
  /** The hub's acceptance time, ms since the epoch; now by default. */
  timestamp?: bigint
}

/** A room that a peer hosts as hub, around a group whose members Mimicry all holds. */
export class HubRoom {
  /** The Welcome of the last add, with the ratchet tree. */
  welcome: RoomEvent = new Uint8Array()
  /** The commit of the last add. */
  commit: RoomEvent = new Uint8Array()
  /** What the last add's newcomers join with: the Welcome as an MLSMessage and the RatchetTree, both encoded. */
  invitation: { welcome: Uint8Array; ratchetTree: Uint8Array } | null = null

  constructor(
    readonly uri: string,
    /** The hub's own user, who made the room. */
    readonly creator: PeerUser,
    readonly group: Group,
    private readonly draft: Draft,
  ) {}

  /** Adds clients by their key packages and keeps the commit and the Welcome as events. */
  async add(keyPackages: readonly KeyPackage[]): Promise<void> {
    const added = await this.group.add(keyPackages.map((each) => encode(KeyPackage, each))).catch(notAdded)
    added.accepted()
    const { welcome, ratchetTree } = added
    this.invitation = welcome && { welcome, ratchetTree }
    if (welcome) known(welcome, ratchetTree)
    const ratchet_tree = decode(RatchetTree, added.ratchetTree)
    if (added.welcome)
      this.welcome = this.event(added.welcome, { ratchetTreeOption: { representation: 'full', ratchet_tree } })
    this.commit = this.event(added.commit)
  }

  /** An application message of the hub's own member. */
  async applicationMessage(text: string, options: EventOptions = {}): Promise<RoomEvent> {
    return this.event(await this.group.encrypt(new TextEncoder().encode(text)), {}, options)
  }

  /** Any MLSMessage as an event; `fields` add or replace members of the FanoutMessage. */
  event(message: Uint8Array, fields: object = {}, { timestamp = BigInt(Date.now()) }: EventOptions = {}): RoomEvent {
    const codec: Codec<unknown> = FanoutMessage[this.draft]
    const tail = { frank: null, moreProposals: [], externalProposals: [] }
    return encode(codec, { timestamp, message: decode(MLSMessage[this.draft], message), ...tail, ...fields })
  }
}

/** A room with its creator as only member. */
export async function openRoom(
  uri: string,
  creator: PeerUser,
  draft: Draft,
  { suite, groupId = Uint8Array.from(randomBytes(16)) }: RoomOptions = {},
): Promise<HubRoom> {
  return new HubRoom(uri, creator, await createGroup(creator.device.mls, { groupId, suite }), draft)
}

/** The group is Mimicry's own and in order: what cannot be added are the key packages that the target handed out. */
function notAdded(reason: unknown): never {
  if (!(reason instanceof EngineError)) throw reason
  throw new PreparationFailed(
    'add the clients to the group by their key packages',
    reason.message,
    'key-material.valid',
  )
}
