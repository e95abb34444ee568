import { byDraft } from '../../../drafts/by-draft.js'
import type { MLSMessage } from '../../../mls/wire/index.js'
import { hub } from '../kit/hub.js'

function isOfMember(message: MLSMessage): boolean {
  return 'public_message' in message && message.public_message.content.sender.sender_type !== 'external'
}

export const fanoutOwnProposalsUnsent = hub({
  id: 'fanout.own-proposals-unsent',
  summary: 'keeps its own proposals to itself',
  breaks: ['MIMI-NTF-007'],
  rules: ({ proposalEvents }) => ({
    proposalEvents: byDraft({
      '01': (messages) => proposalEvents['01'](messages.filter(isOfMember)),
      '02ed': (messages) => proposalEvents['02ed'](messages.filter(isOfMember)),
      '06': (messages) => proposalEvents['06'](messages.filter(isOfMember)),
    }),
  }),
})
