/** Rooms that the target hosts, as a check sees them. Mimicry holds the MLS state of every client, the target's included. */
import type { Draft } from '../drafts/ids.js'
import type { Group, PendingCommit } from '../mls/engine.js'
import type { KeyPackageBundle } from '../mls/key-package-bundle.js'
import type {
  ComponentData,
  Extension,
  ExternalSender,
  GroupContext,
  GroupInfo,
  Proposal,
  RatchetTree,
} from '../mls/wire/index.js'
import type { HubActRequest, Operation, PrepareRoomAnswer } from '../target/driver/contract.js'
import type { ValueIn } from '../wire/by-draft.js'
import type { MessageKind } from '../wire/message-kind.js'
import type { FanoutMessage } from '../wire/notify.js'
import type { Participant, RoleDefinition, RoleId } from '../wire/room-state/types.js'
import type { Answer, Sending } from './answer.js'
import type { Responses } from './endpoints.js'
import type { InboundRecord } from './inbound.js'
import type { Peer } from './peer.js'
import type { SendOptions } from './requests.js'
import type { RoomEvent } from './room.js'
import type { TargetDevice, TargetUser } from './target-user.js'
import type { PeerDevice, PeerUser } from './user.js'

export type RoomUser = PeerUser | TargetUser
export type RoomDevice = PeerDevice | TargetDevice

/** The driver's operations without which there are no hosted rooms. */
export const hosting: Operation[] = ['createUser', 'prepareRoom', 'createRoom']

/** Somebody who is in the room from the start, besides its creator. */
export interface Seat {
  user: RoomUser
  /** By its id or its name in the room's roles; `member` by default. */
  role?: RoleId
  /** How many of the user's devices are in the group; all by default. 0: a participant without clients. */
  clients?: number
  /** In the group without being in the participant list: only to see what a hub makes of it. */
  unlisted?: true
  /** In `admit`: the clients' key packages in place of fresh ones, such as those that were `handedOut`. */
  keyPackages?: readonly KeyPackageBundle[]
}

export interface HostedRoomOptions {
  /** An account of the target's with at least one device (`target.account()`); made for the room by default. */
  creator?: TargetUser
  /** By its id or its name in the room's roles; `admin` by default. */
  creatorRole?: RoleId
  members?: readonly Seat[]
  kind?: 'plain' | 'knock'
  /** Cipher suite of the group; 1 by default. */
  suite?: number
  /** The room's roles; `standardRoles` of src/wire/room-state by default. */
  roles?: readonly RoleDefinition[]
  /** 06: in addition to, or in place of, the components that the room would have. */
  components?: readonly ComponentData[]
  /** 06: ids of components to leave out, those that the hub asked for among them. */
  without?: readonly number[]
  /** External senders besides the hub's own, which comes first. */
  externalSenders?: readonly ExternalSender[]
  /** Further extensions of the GroupContext. */
  extensions?: readonly Extension[]
  /** Empty commits before the target hears of the room; 0 by default. */
  epochs?: number
}

/** What one commit or one bundle of proposals does. Members left out do nothing; an empty one renews the committer's keys. */
export interface Change {
  /** Into the participant list and, with `clients` of their devices (all by default), into the group. */
  admit?: readonly Seat[]
  /** Out of the participant list, and all their clients out of the group. */
  expel?: readonly RoomUser[]
  /** MLS Add alone: all devices of a user, or one device. */
  add?: readonly (RoomUser | RoomDevice)[]
  /** MLS Remove alone: all clients of a user, or one client. */
  remove?: readonly (RoomUser | RoomClient)[]
  /** The participant list alone. */
  participants?: {
    add?: readonly { user: RoomUser | string; role?: RoleId }[]
    remove?: readonly (RoomUser | string)[]
    setRole?: readonly { user: RoomUser | string; role: RoleId }[]
  }
  /** Replaces the table of roles. */
  roles?: readonly RoleDefinition[]
  /** 06: an AppDataUpdate each; without an update it removes the component. */
  components?: readonly { component_id: number; update?: Uint8Array }[]
  /** A SelfRemove of the proposer: in stand-alone proposals only. */
  selfRemove?: true
  /** An Update of the proposer's own leaf: in stand-alone proposals only. */
  renew?: true
  /** Any others, as they are. */
  proposals?: readonly Proposal[]
}

export interface CommitOptions {
  /**
   * Proposals that the hub has taken and that the commit refers to: all by default, none, or those of these references
   * (ProposalRef). Those that `landed` or were `heard`.
   */
  references?: 'all' | 'none' | readonly Uint8Array[]
  authenticatedData?: Uint8Array
  /** False: no update path where RFC 9420, section 12.4, lets the commit do without one. A hub may demand them. */
  path?: false
}

/** The parts of an update, each encoded. */
export interface HandshakeParts {
  /** MLSMessages: one commit, or one or more proposals. */
  messages: readonly Uint8Array[]
  /** MLSMessage holding the Welcome; null for none. */
  welcome: Uint8Array | null
  /** GroupInfo; null in a bundle of proposals. */
  groupInfo: Uint8Array | null
  /** PartialGroupInfo (06), sent in place of the groupInfo where it is there. */
  partialGroupInfo: Uint8Array | null
  /** RatchetTree; null in a bundle of proposals. */
  ratchetTree: Uint8Array | null
}

/** A commit or a bundle of proposals, made in one epoch of the room and not sent yet. */
export interface Handshake extends HandshakeParts {
  readonly kind: 'commit' | 'proposals'
  readonly by: RoomClient
  /** The epoch that it was made in. */
  readonly epoch: bigint
  /** References (RFC 9420, section 5.2) of the proposals, in order; none for a commit. */
  readonly refs: readonly Uint8Array[]
  /** What the engine made of it; null for proposals. */
  readonly pending: PendingCommit | null
  /** The key packages of the clients that it adds. */
  readonly added: readonly KeyPackageBundle[]
  /** The same with these parts in place of its own: for what is wrong on purpose. The room never follows such a one. */
  with(parts: Partial<HandshakeParts>): Handshake
  /** The same with the PartialGroupInfo in place of the GroupInfo (06): valid, and followed. */
  partial(): Handshake
}

/** An application message, encrypted and not sent yet. */
export interface Message {
  readonly by: RoomClient
  readonly text: string
  readonly epoch: bigint
  /** MLSMessage holding a PrivateMessage. */
  readonly bytes: Uint8Array
  /** URI that the request names as its sender. */
  readonly sender: string
  /** The franking tag in its authenticated data; null where there is none. */
  readonly tag: Uint8Array | null
  /** What was encrypted. */
  readonly content: Uint8Array
}

export interface MessageOptions {
  /** Puts a franking tag into the authenticated data: true for that of the content, or these octets. 06 and 02ed. */
  tag?: boolean | Uint8Array
  authenticatedData?: Uint8Array
  /** Named as sender; the user's URI by default. */
  sender?: string
}

/** A device that is, was or is about to be a client of the room. Its MLS state follows the room when it is needed. */
export interface RoomClient {
  readonly user: RoomUser
  readonly device: RoomDevice
  /** Its leaf in the room's group; null where it has none (any more). */
  readonly leaf: number | null
  /** A copy of its MLS state at the room's epoch, or at its own last one: what is done to it does not touch the room. */
  group(): Promise<Group>
  /** A commit, not sent. */
  change(change?: Change, options?: CommitOptions): Promise<Handshake>
  /** The change as proposals that stand alone, not sent: one update with all of them. */
  propose(change: Change): Promise<Handshake>
  /** Proposes that its user leaves the room, as the drafts tell it (3.5): itself by SelfRemove or Remove, its user off the list. */
  leave(): Promise<Handshake>
  /** An application message, not sent. */
  message(text?: string, options?: MessageOptions): Promise<Message>
}

export interface RoomSendOptions extends SendOptions {
  /** Who sends it; the provider of the client's user by default: its peer, or for the target's own users the driver's `submit`. */
  via?: Peer
  /** The room in the URL; this one by default. */
  room?: string
}

export interface GroupInfoOptions extends RoomSendOptions {
  as: RoomUser | RoomDevice
  joiningCode?: Uint8Array
  /** Suite of the request's keys; the device's own by default. */
  suite?: number
  /** Changes the signature, made over this content. */
  signature?: (signature: Uint8Array, content: Uint8Array) => Uint8Array
  /** Label of the signature; `GroupInfoRequestTBS` by default. */
  label?: string
  /** Members of the request that replace those which belong to the device; they are signed. */
  fields?: object
}

/** What a hub serves to somebody who wants to join. */
export interface OpenedGroupInfo {
  readonly groupInfo: GroupInfo
  /** Encoded, as `groupInfo`. */
  readonly groupInfoBytes: Uint8Array
  readonly context: GroupContext
  readonly epoch: bigint
  /** Null where the option refers to a tree elsewhere. */
  readonly ratchetTree: RatchetTree | null
  readonly ratchetTreeBytes: Uint8Array | null
  readonly hubSender: ExternalSender
  /** 06: empty in the other drafts. */
  readonly pendingProposals: readonly { proposal: Uint8Array; hubAcceptedTime: bigint }[]
  /** The bytes under the hub's signature, and that signature. */
  readonly signed: { content: Uint8Array; signature: Uint8Array; suite: number }
}

export interface JoinOptions {
  /** Asked of the hub by the device, as preparation, when absent. */
  from?: OpenedGroupInfo
  /** The rest of the external commit: by value. */
  change?: Change
  /** A client of the same user whose leaf the commit removes: its old self. */
  replaces?: RoomClient
  /** MLSMessages with SelfRemove proposals, which alone an external commit may refer to. */
  selfRemoves?: readonly Uint8Array[]
  authenticatedData?: Uint8Array
}

/** One FanoutMessage that the target sent to a peer. */
export interface RoomFanout {
  /** The notify request that it came in. */
  readonly record: InboundRecord
  /** Its place in that request, from 0. */
  readonly index: number
  readonly kind: MessageKind
  /** The hub's acceptance time, ms since the epoch. */
  readonly timestamp: bigint
  /** The MLSMessage, encoded. */
  readonly message: Uint8Array
  /** 06: MLSMessages that came with a proposal or a commit, encoded. */
  readonly more: readonly Uint8Array[]
  readonly value: ValueIn<typeof FanoutMessage>
}

/** Which event of a room is meant; members left out match all. */
export interface EventMatch {
  kind?: MessageKind
  /** Carries this message: the first of a handshake, a message, or an MLSMessage. */
  of?: Handshake | Message | Uint8Array
  where?: (event: RoomFanout) => boolean
}

/** A room that the target hosts, around a group that Mimicry made. */
export interface HostedRoom {
  readonly uri: string
  readonly draft: Draft
  readonly suite: number
  readonly groupId: Uint8Array
  /** What the target asked for. */
  readonly prepared: PrepareRoomAnswer
  /** The target's user who made the room, with the first device. */
  readonly creator: RoomClient
  /** Clients that are in the group after everything that landed, by leaf. */
  readonly clients: readonly RoomClient[]
  readonly participants: readonly Participant[]
  readonly roles: readonly RoleDefinition[]
  readonly epoch: bigint
  /** GroupContext of the current epoch. */
  readonly context: GroupContext
  /** The user's first client, or the device's; those that have left are found too. @throws Error for nobody's */
  client(who: RoomUser | RoomDevice): RoomClient
  /** Role of that name in the room. */
  role(name: string): RoleId

  /**
   * Sends an update. Where the hub answers success the room follows: its epoch moves, every client catches up when next
   * it acts.
   */
  send(handshake: Handshake, options?: RoomSendOptions): Sending<Responses['update']>
  /** Makes the room follow a handshake that was sent by other means; does nothing for one that it follows already. */
  landed(handshake: Handshake): void
  /** Proposals of the hub that came by fanout: commits refer to them from now on. */
  heard(event: RoomFanout): void
  /** A commit made, sent and taken: preparation. */
  update(client: RoomClient, change?: Change, options?: CommitOptions): Promise<Answer<Responses['update']>>
  /** Sends a message. */
  submit(message: Message, options?: RoomSendOptions): Sending<Responses['submitMessage']>
  /** A message made, sent and taken: preparation. */
  say(client: RoomClient, text?: string, options?: MessageOptions): Promise<Message>
  groupInfo(options: GroupInfoOptions): Sending<Responses['groupInfo']>
  /**
   * What a successful answer serves; in 06 decrypted with the key of the request it answers.
   * @throws RangeError with what is wrong when there is nothing to open or it cannot be opened
   */
  open(answer: Answer<Responses['groupInfo']>): OpenedGroupInfo
  /** An external commit by a device that is not in the group, not sent. */
  join(device: RoomDevice, options?: JoinOptions): Promise<Handshake>

  /** Events of the room that a peer has received so far, in the order of their arrival. */
  events(at: Peer, match?: EventMatch): readonly RoomFanout[]
  /**
   * The first matching event, waiting for one that has yet to come.
   * @param withinMs `timing.fanoutMs`, and twice that once more, by default
   * @returns null when none came
   */
  event(at: Peer, match: EventMatch, withinMs?: number): Promise<RoomFanout | null>

  /** Needs `createJoinLink`. An hour and one use by default. */
  joinLink(by: RoomUser, options?: { lifetimeS?: number; uses?: number }): Promise<Uint8Array>
  /** Has the hub act unasked. Needs `hubAct`. */
  act(act: HubActRequest['act'], user?: RoomUser, durationS?: number): Promise<void>
}

/** An event that a hub of Mimicry's has to fan out. */
export interface HubEvent {
  readonly kind: MessageKind
  /** The MLSMessage. */
  readonly message: Uint8Array
  /** FanoutMessage. */
  readonly bytes: RoomEvent
  /** Domains of the providers it is for: those with clients in the group, or for a Welcome those of the newcomers. */
  readonly to: ReadonlySet<string>
  /** Domain of the provider that handed it in. */
  readonly from: string
}

/**
 * A room that a peer hosts as a real hub: it follows the group as a non-member, answers the target's users from what it
 * knows (`submit` needed), and fans out when told. Requests of the peers' users stay within Mimicry.
 */
export interface PeerRoom extends HostedRoom {
  /** Everything that the hub took, in order, with the Welcomes. */
  readonly log: readonly HubEvent[]
  /** What the target has to be sent and was not yet: all but what came from it. */
  readonly undelivered: readonly HubEvent[]
  /** Sends the target what is undelivered, each event in a request of its own: preparation. */
  deliver(): Promise<void>
  /** Key packages for the room as the target hands them out for a user of its own, one per client: preparation. */
  handedOut(user: TargetUser, requester: PeerUser): Promise<readonly KeyPackageBundle[]>
  /** A proposal of the hub itself, as external sender: taken and to be fanned out. */
  proposes(proposal: Proposal): void
}

export interface PeerRoomOptions extends Omit<HostedRoomOptions, 'creator' | 'kind'> {
  /** Of the hub's peer; made for the room by default. */
  creator?: PeerUser
  /** False leaves it to the check to deliver the Welcome of the target's users. */
  deliver?: boolean
}
