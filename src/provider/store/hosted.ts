import type { GroupInfo, RatchetTree } from '../../mls/wire/index.js'
import type { RoleId } from '../../wire/room-state/index.js'
import { Bounded } from '../bounded.js'
import type { Change, Changing } from './change.js'

/** A signature key of the hub, as octets: what a store holds can be written down and read back. */
export interface StoredKeys {
  readonly suite: number
  readonly publicKey: Uint8Array
  readonly privateKey: Uint8Array
}

/** What a room is given before there is a group: a name, and what the hub signs with in it. */
export interface PreparedRoom {
  readonly uri: string
  readonly creator: string
  readonly suite: number
  readonly kind: 'plain' | 'knock'
  /** The hub as external sender. */
  readonly hubKeys: StoredKeys
  /** The hub as franking agent. */
  readonly frankingKeys: StoredKeys
}

/** A proposal that was accepted in this epoch and that the next commit must cover. */
export interface PendingProposal {
  readonly ref: Uint8Array
  /** An encoded MLSMessage. */
  readonly message: Uint8Array
  /** ms since the epoch. */
  readonly acceptedTime: number
}

/** A device of an own user that is in the group. */
export interface LocalMember {
  readonly user: string
  readonly device: string
  readonly leaf: number
}

/** A room that is hosted here: plain values only, replaced as a whole whenever something of it changes. */
export interface HostedRoom {
  readonly prepared: PreparedRoom
  /** Of the current epoch, complete, without tree. */
  readonly groupInfo: GroupInfo
  readonly ratchetTree: RatchetTree
  readonly pending: readonly PendingProposal[]
  readonly local: readonly LocalMember[]
  /** Acceptance time of the last event, ms since the epoch. */
  readonly lastAccepted: number
  /** Who may not come in; `until` in ms since the epoch, null for good. */
  readonly bans: readonly { readonly user: string; readonly until: number | null }[]
  readonly silenced: readonly string[]
  /** Of a knock room: who has left a message. */
  readonly knocked: readonly string[]
  /** Who was given the group's information for a joining code, and the role that the code is for. */
  readonly codeGrants: readonly { readonly user: string; readonly role: RoleId }[]
  /** 32 bytes each, the one in use first: what the hub's marks on messages are made with. */
  readonly frankingSecrets: readonly Uint8Array[]
}

export interface Hosted extends Changing {
  prepared(uri: string): PreparedRoom | undefined
  find(uri: string): HostedRoom | undefined
  all(): Iterable<HostedRoom>
  /** False for a name that is taken. */
  prepare(room: PreparedRoom): boolean
  /** A room that begins, or has changed. */
  put(room: HostedRoom): void
  /** The acceptance time of an event that changes nothing else. */
  accepted(uri: string, time: number): void
}

const mostRooms = 5_000

export function createHosted(): Hosted {
  const prepared = new Bounded<string, PreparedRoom>(mostRooms)
  const rooms = new Bounded<string, HostedRoom>(mostRooms)
  return {
    prepared: (uri) => prepared.get(uri),
    find: (uri) => rooms.get(uri),
    all: () => rooms.values(),
    prepare(room) {
      if (prepared.has(room.uri)) return false
      prepared.set(room.uri, room)
      return true
    },
    put: (room) => rooms.set(room.prepared.uri, room),
    accepted(uri, time) {
      const room = rooms.get(uri)
      if (room) rooms.set(uri, { ...room, lastAccepted: time })
    },
    *changes(): Generator<Change> {
      for (const [, room] of prepared) yield ['prepare', room]
      for (const [, room] of rooms) yield ['put', room]
    },
  }
}
