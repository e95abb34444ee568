/** RFC 9420, sections 6 and 6.1, and the transcript hash inputs of section 8.2. */
import { enclosing, enumeration, type Infer, nested, opaque, struct, uint32, uint64 } from '../../codec/index.js'
import { perDraft } from '../../drafts/by-draft.js'
import { Commit } from './commit.js'
import { MAC } from './crypto.js'
import { GroupContext } from './group-context.js'
import { Proposal } from './proposal.js'
import { mls10, WireFormat } from './registries.js'

export const ContentType = enumeration(
  1,
  { reserved: 0, application: 1, proposal: 2, commit: 3 },
  { reserved: ['reserved'] },
)
export type ContentType = Infer<typeof ContentType>

const SenderType = enumeration(
  1,
  { reserved: 0, member: 1, external: 2, new_member_proposal: 3, new_member_commit: 4 },
  { reserved: ['reserved'] },
)

/** `sender_index` counts in the external_senders extension. */
export const Sender = struct('Sender', { sender_type: SenderType }).select('sender_type', {
  member: { leaf_index: uint32 },
  external: { sender_index: uint32 },
  new_member_proposal: {},
  new_member_commit: {},
})
export type Sender = Infer<typeof Sender>

export const FramedContent = perDraft((draft) =>
  struct('FramedContent', {
    group_id: opaque,
    epoch: uint64,
    sender: Sender,
    authenticated_data: opaque,
    content_type: ContentType,
  }).select('content_type', {
    application: { application_data: opaque },
    proposal: { proposal: Proposal[draft] },
    commit: { commit: Commit[draft] },
  }),
)
export type FramedContent = Infer<(typeof FramedContent)['06']>

/** 6.1: stands beside the FramedContent that decides whether there is a confirmation tag. */
export const FramedContentAuthData = struct('FramedContentAuthData', { signature: opaque }).select(
  enclosing('content.content_type'),
  { application: {}, proposal: {}, commit: { confirmation_tag: MAC } },
)
export type FramedContentAuthData = Infer<typeof FramedContentAuthData>

export const AuthenticatedContent = perDraft((draft) =>
  struct('AuthenticatedContent', {
    wire_format: WireFormat,
    content: FramedContent[draft],
    auth: FramedContentAuthData,
  }),
)
export type AuthenticatedContent = Infer<(typeof AuthenticatedContent)['06']>

/** 6.1: what the signature covers. */
export const FramedContentTBS = perDraft((draft) =>
  struct('FramedContentTBS', { version: mls10, wire_format: WireFormat, content: FramedContent[draft] }).select(
    nested('content.sender.sender_type'),
    {
      member: { context: GroupContext },
      external: {},
      new_member_proposal: {},
      new_member_commit: { context: GroupContext },
    },
  ),
)
export type FramedContentTBS = Infer<(typeof FramedContentTBS)['06']>

/** 8.2; `content` is that of a commit. */
export const ConfirmedTranscriptHashInput = perDraft((draft) =>
  struct('ConfirmedTranscriptHashInput', {
    wire_format: WireFormat,
    content: FramedContent[draft],
    signature: opaque,
  }),
)
export type ConfirmedTranscriptHashInput = Infer<(typeof ConfirmedTranscriptHashInput)['06']>

/** 8.2. */
export const InterimTranscriptHashInput = struct('InterimTranscriptHashInput', { confirmation_tag: MAC })
export type InterimTranscriptHashInput = Infer<typeof InterimTranscriptHashInput>
