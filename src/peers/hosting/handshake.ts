import type { Group, PendingCommit } from '../../mls/engine.js'
import type { Handshake, HandshakeParts, RoomClient } from '../hosted-room.js'
import type { Newcomer } from './change.js'

/** How a handshake came about. */
export interface Making {
  readonly by: RoomClient
  readonly epoch: bigint
  readonly refs: readonly Uint8Array[]
  readonly pending: PendingCommit | null
  /** Its maker's state with the handshake made: where the maker stands once the hub has taken it. */
  readonly group: Group
  /** How far its maker had come when it was made: see ActingClient. */
  readonly moves: number
  /** Whom the commit adds. */
  readonly newcomers: readonly Newcomer[]
}

/** A handshake with what the room needs to follow it. */
export class MadeHandshake implements Handshake {
  readonly messages: readonly Uint8Array[]
  readonly welcome: Uint8Array | null
  readonly groupInfo: Uint8Array | null
  readonly partialGroupInfo: Uint8Array | null
  readonly ratchetTree: Uint8Array | null

  constructor(
    readonly making: Making,
    parts: HandshakeParts,
    /** Whether the room may follow it: it is as its maker made it. */
    readonly sound = true,
  ) {
    this.messages = parts.messages
    this.welcome = parts.welcome
    this.groupInfo = parts.groupInfo
    this.partialGroupInfo = parts.partialGroupInfo
    this.ratchetTree = parts.ratchetTree
  }

  get kind() {
    return this.making.pending ? ('commit' as const) : ('proposals' as const)
  }

  get by() {
    return this.making.by
  }

  get epoch() {
    return this.making.epoch
  }

  get refs() {
    return this.making.refs
  }

  get pending() {
    return this.making.pending
  }

  get added() {
    return this.making.newcomers.map(({ bundle }) => bundle)
  }

  with(parts: Partial<HandshakeParts>): Handshake {
    return new MadeHandshake(this.making, { ...this.parts, ...parts }, false)
  }

  partial(): Handshake {
    const { pending } = this.making
    if (!pending) throw new Error('proposals have no GroupInfo')
    return new MadeHandshake(this.making, { ...this.parts, partialGroupInfo: pending.partialGroupInfo }, this.sound)
  }

  private get parts(): HandshakeParts {
    const { messages, welcome, groupInfo, partialGroupInfo, ratchetTree } = this
    return { messages, welcome, groupInfo, partialGroupInfo, ratchetTree }
  }
}

export function commitOf(making: Making & { pending: PendingCommit }): MadeHandshake {
  const { commit, welcome, groupInfo, ratchetTree } = making.pending
  return new MadeHandshake(making, { messages: [commit], welcome, groupInfo, partialGroupInfo: null, ratchetTree })
}

export function proposalsOf(making: Making, messages: readonly Uint8Array[]): MadeHandshake {
  return new MadeHandshake(making, {
    messages,
    welcome: null,
    groupInfo: null,
    partialGroupInfo: null,
    ratchetTree: null,
  })
}

/** @throws Error for a handshake that no client of Mimicry's made */
export function made(handshake: Handshake): MadeHandshake {
  if (handshake instanceof MadeHandshake) return handshake
  throw new Error('a handshake is made by a client of the room, and changed with its own with()')
}
