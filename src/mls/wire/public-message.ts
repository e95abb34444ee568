/** RFC 9420, section 6.2. */
import { type Infer, nested, struct } from '../../codec/index.js'
import { perDraft } from '../../drafts/by-draft.js'
import { MAC } from './crypto.js'
import { FramedContent, FramedContentAuthData } from './framing.js'

export const PublicMessage = perDraft((draft) =>
  struct('PublicMessage', { content: FramedContent[draft], auth: FramedContentAuthData }).select(
    nested('content.sender.sender_type'),
    { member: { membership_tag: MAC }, external: {}, new_member_proposal: {}, new_member_commit: {} },
  ),
)
export type PublicMessage = Infer<(typeof PublicMessage)['06']>
