import { decode } from '../../codec/index.js'
import { known } from '../../mls/isolated.js'
import { type GroupContext, GroupInfo, RatchetTree } from '../../mls/wire/index.js'
import type { Making } from './handshake.js'

/** What the hub took, in its order: every client of the room goes through this list by itself. */
export interface Step {
  readonly kind: 'commit' | 'proposals'
  /** MLSMessages. */
  readonly messages: readonly Uint8Array[]
  /** How a client of the room made it; null for what the hub or others did. */
  readonly made: Making | null
}

/** The room's group after a commit of Mimicry's own making, as far as everybody can see it; read when it is asked for. */
export class RoomState {
  #context: GroupContext | null = null
  #leaves: ReadonlyMap<string, number> | null = null

  constructor(
    readonly groupInfo: Uint8Array,
    readonly ratchetTree: Uint8Array,
  ) {
    known(groupInfo, ratchetTree)
  }

  get context(): GroupContext {
    this.#context ??= decode(GroupInfo, this.groupInfo).group_context
    return this.#context
  }

  /** Leaf index of the member with this signature key. */
  leafOf(signatureKey: Uint8Array): number | null {
    this.#leaves ??= leavesOf(this.ratchetTree)
    return this.#leaves.get(hex(signatureKey)) ?? null
  }
}

/** What became of a room since its group was handed to the target. */
export class History {
  readonly steps: Step[] = []

  constructor(public state: RoomState) {}

  commit(step: Step, state: RoomState): void {
    this.steps.push(step)
    this.state = state
  }

  proposals(step: Step): void {
    this.steps.push(step)
  }
}

function leavesOf(ratchetTree: Uint8Array): Map<string, number> {
  const leaves = new Map<string, number>()
  for (const [index, node] of decode(RatchetTree, ratchetTree).entries())
    if (node?.node_type === 'leaf') leaves.set(hex(node.leaf_node.signature_key), index / 2)
  return leaves
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
