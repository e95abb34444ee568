import { decode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { type AppRules, nextExtensions } from '../../mls/wire/app-state.js'
import {
  type Extension,
  type GroupContext,
  GroupInfo,
  MLSMessage,
  type Proposal,
  RatchetTree,
} from '../../mls/wire/index.js'
import type { CommitOptions } from '../hosted-room.js'
import type { Making } from './handshake.js'

/** What the hub took, in its order: every client of the room goes through this list by itself. */
export interface Step {
  readonly kind: 'commit' | 'proposals'
  /** MLSMessages. */
  readonly messages: readonly Uint8Array[]
  /** How a client of the room made it; null for what the hub or others did. */
  readonly made: Making | null
}

/** The room's group after a commit, as far as everybody can see it; read when it is asked for. */
export class RoomState {
  #context: GroupContext | null = null
  #leaves: ReadonlyMap<string, number> | null = null

  constructor(
    readonly groupInfo: Uint8Array,
    readonly ratchetTree: Uint8Array,
  ) {}

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
  private pending: { readonly proposal: Proposal; readonly ref: Uint8Array | null }[] = []

  constructor(
    private readonly draft: Draft,
    private readonly rules: AppRules,
    public state: RoomState,
  ) {}

  commit(step: Step, state: RoomState): void {
    this.steps.push(step)
    this.pending = []
    this.state = state
  }

  proposals(step: Step): void {
    this.steps.push(step)
    for (const [index, message] of step.messages.entries()) {
      const proposal = proposalIn(this.draft, message)
      if (proposal) this.pending.push({ proposal, ref: step.made?.refs[index] ?? null })
    }
  }

  /** The GroupContext's extensions once these of the proposals are committed that the hub has taken. */
  extensionsWith(references: CommitOptions['references'] = 'all'): readonly Extension[] {
    const { extensions } = this.state.context
    const referred = this.pending.filter(({ ref }) => isAmong(references, ref)).map(({ proposal }) => proposal)
    if (referred.length === 0) return extensions
    return nextExtensions(this.draft, extensions, referred, this.rules)
  }
}

function isAmong(references: NonNullable<CommitOptions['references']>, ref: Uint8Array | null): boolean {
  if (typeof references === 'string') return references === 'all'
  return ref !== null && references.some((each) => Buffer.compare(each, ref) === 0)
}

function proposalIn(draft: Draft, bytes: Uint8Array): Proposal | null {
  const message = decode(MLSMessage[draft], bytes)
  if (!('public_message' in message)) return null
  const { content } = message.public_message
  return content.content_type === 'proposal' ? content.proposal : null
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
