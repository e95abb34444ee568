/** An UpdateRequest as its reader gives it, in one form for all drafts. */
import { decode, encode } from '../../codec/index.js'
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import {
  type GroupInfo,
  MLSMessage,
  type PartialGroupInfo,
  type PublicMessage,
  type Welcome,
  wireFormats,
} from '../../mls/wire/index.js'
import type { ValueIn } from '../../wire/by-draft.js'
import { UpdateRequest } from '../../wire/update.js'

/** A handshake that the hub can read, with the MLSMessage that it fans out. */
export interface Framed {
  readonly message: Uint8Array
  readonly read: PublicMessage
}

export type ReadUpdate =
  | { readonly kind: 'proposals'; readonly proposals: readonly Framed[] }
  | {
      readonly kind: 'commit'
      readonly commit: Framed
      readonly welcome: Welcome | null
      /** Null where only a PartialGroupInfo came. */
      readonly groupInfo: GroupInfo | null
      readonly partial: PartialGroupInfo | null
    }

type In<D extends Draft> = ValueIn<typeof UpdateRequest, D>

const readers = byDraft({
  '01': (value: In<'01'>) => {
    const framed = (each: PublicMessage) => ({ message: written('01', each), read: each })
    if (!('groupInfo' in value)) return proposals([value.proposalOrCommit, ...value.moreProposals].map(framed))
    return commit(framed(value.proposalOrCommit), value.welcome, value.groupInfo, null)
  },
  '02ed': ({ bundle }: In<'02ed'>) => {
    if (!('groupInfo' in bundle)) return proposals([bundle.proposalOrCommit, ...bundle.moreProposals].map(in02))
    return commit(in02(bundle.proposalOrCommit), bundle.welcome, bundle.groupInfo, null)
  },
  '06': ({ bundle }: In<'06'>) => {
    if (!('groupInfoOption' in bundle)) return proposals([bundle.proposalOrCommit, ...bundle.moreProposals].map(in06))
    const { groupInfoOption: option } = bundle
    const full = 'groupInfo' in option ? option.groupInfo : null
    const partial = 'partialGroupInfo' in option ? option.partialGroupInfo : null
    return commit(in06(bundle.proposalOrCommit), bundle.welcome, full, partial)
  },
})

/** Null for handshakes that are no PublicMessages. @throws CodecError for what is malformed */
export function readUpdate(draft: Draft, body: Uint8Array): ReadUpdate | null {
  return bodies[draft](body)
}

const bodies = byDraft({
  '01': (body: Uint8Array) => readers['01'](decode(UpdateRequest['01'], body)),
  '02ed': (body: Uint8Array) => readers['02ed'](decode(UpdateRequest['02ed'], body)),
  '06': (body: Uint8Array) => readers['06'](decode(UpdateRequest['06'], body)),
})

const in02 = (message: MLSMessage) => framedIn('02ed', message)
const in06 = (message: MLSMessage) => framedIn('06', message)

function framedIn(draft: Draft, message: MLSMessage): Framed | null {
  return 'public_message' in message
    ? { message: encode(MLSMessage[draft], message), read: message.public_message }
    : null
}

function written(draft: Draft, public_message: PublicMessage): Uint8Array {
  return encode(MLSMessage[draft], { version: 1, wire_format: wireFormats.mls_public_message, public_message })
}

function proposals(all: readonly (Framed | null)[]): ReadUpdate | null {
  const read = all.filter((each) => each !== null)
  return read.length === all.length ? { kind: 'proposals', proposals: read } : null
}

function commit(
  framed: Framed | null,
  welcome: Welcome | null,
  groupInfo: GroupInfo | null,
  partial: PartialGroupInfo | null,
): ReadUpdate | null {
  return framed && { kind: 'commit', commit: framed, welcome, groupInfo, partial }
}
