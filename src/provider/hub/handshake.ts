/** What an update brings, in the same words for all drafts (5.3). */
import type { Draft } from '../../drafts/ids.js'
import {
  type GroupInfo,
  type MLSMessage,
  type PartialGroupInfo,
  type PublicMessage,
  type RatchetTreeOption,
  type Welcome,
  wireFormats,
} from '../../mls/wire/index.js'
import type { ValueIn } from '../../wire/by-draft.js'
import { type GroupInfoOption, UpdateRequest } from '../../wire/update.js'
import { type Context, readBody } from '../endpoints/endpoint.js'

/** A handshake message, as it is looked at and as it is passed on. */
export interface Framed {
  readonly message: PublicMessage
  readonly envelope: MLSMessage
}

export interface CommitBundle extends Framed {
  readonly kind: 'commit'
  readonly welcome: Welcome | null
  readonly groupInfo: { readonly full: GroupInfo } | { readonly partial: PartialGroupInfo }
  readonly tree: RatchetTreeOption
}

export interface ProposalBundle {
  readonly kind: 'proposals'
  readonly proposals: readonly Framed[]
}

/** `unreadable`: a handshake that this provider cannot look into. */
export type Handshake = CommitBundle | ProposalBundle | { readonly kind: 'unreadable' }

type Bundle = ValueIn<typeof UpdateRequest, '02ed' | '06'>['bundle']

const readers: Record<Draft, (context: Context, body: Uint8Array) => Handshake> = {
  '01'(context, body) {
    const { proposalOrCommit, ...rest } = readBody(context, UpdateRequest['01'], body)
    if ('moreProposals' in rest)
      return { kind: 'proposals', proposals: [proposalOrCommit, ...rest.moreProposals].map(framed) }
    return commitOf(framed(proposalOrCommit), rest, { full: rest.groupInfo })
  },
  '02ed': (context, body) => bundled(readBody(context, UpdateRequest['02ed'], body).bundle),
  '06': (context, body) => bundled(readBody(context, UpdateRequest['06'], body).bundle),
}

/** Reads the body of an update strictly; a malformed one is refused. */
export function readHandshake(context: Context, body: Uint8Array): Handshake {
  return readers[context.draft](context, body)
}

function bundled({ proposalOrCommit, ...rest }: Bundle): Handshake {
  const first = opened(proposalOrCommit)
  if (!first) return { kind: 'unreadable' }
  if (!('moreProposals' in rest)) return commitOf(first, rest, groupInfoOf(rest))
  const further = rest.moreProposals.map(opened)
  const proposals = [first, ...further].filter((each) => each !== null)
  const all = proposals.length === further.length + 1
  return all ? { kind: 'proposals', proposals } : { kind: 'unreadable' }
}

function commitOf(
  first: Framed,
  { welcome, ratchetTreeOption: tree }: { welcome: Welcome | null; ratchetTreeOption: RatchetTreeOption },
  groupInfo: CommitBundle['groupInfo'],
): CommitBundle {
  return { kind: 'commit', ...first, welcome, groupInfo, tree }
}

type Described = { groupInfo: GroupInfo } | { groupInfoOption: ValueIn<typeof GroupInfoOption, '06'> }

function groupInfoOf(bundle: Described): CommitBundle['groupInfo'] {
  if ('groupInfo' in bundle) return { full: bundle.groupInfo }
  const { groupInfoOption } = bundle
  return groupInfoOption.representation === 'full'
    ? { full: groupInfoOption.groupInfo }
    : { partial: groupInfoOption.partialGroupInfo }
}

function opened(envelope: MLSMessage): Framed | null {
  return 'public_message' in envelope ? { envelope, message: envelope.public_message } : null
}

/** 01 sends the PublicMessage bare; the hub adds the header (R-W23). */
function framed(message: PublicMessage): Framed {
  return { message, envelope: { version: 1, wire_format: wireFormats.mls_public_message, public_message: message } }
}
