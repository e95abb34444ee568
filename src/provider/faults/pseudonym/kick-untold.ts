import { hub } from '../kit/hub.js'
import type { MLSMessage } from '../../../mls/wire/index.js'
import { byDraft } from '../../../drafts/by-draft.js'

/** Of clients, not of the hub. */
function byMember(message: MLSMessage): boolean {
  return !('public_message' in message && message.public_message.content.sender.sender_type === 'external')
}

export const pseudonymKickUntold = hub({
  id: 'pseudonym.kick-untold',
  summary: 'keeps its own proposals to itself: nobody is told whom it kicks',
  breaks: ['MIMI-PSD-013'],
  rules: ({ proposalEvents }) => ({
    proposalEvents: byDraft({
      '01': (messages: readonly MLSMessage[]) => proposalEvents['01'](messages.filter(byMember)),
      '02ed': (messages: readonly MLSMessage[]) => proposalEvents['02ed'](messages.filter(byMember)),
      '06': (messages: readonly MLSMessage[]) => proposalEvents['06'](messages.filter(byMember)),
    }),
  }),
})
