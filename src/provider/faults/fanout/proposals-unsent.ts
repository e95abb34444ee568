import { byDraft } from '../../../drafts/by-draft.js'
import { hub } from '../kit/hub.js'

const none = () => []

export const fanoutProposalsUnsent = hub({
  id: 'fanout.proposals-unsent',
  summary: 'sends commits and messages, but no proposals, to other providers',
  breaks: ['MIMI-NTF-001'],
  rules: () => ({ proposalEvents: byDraft({ '01': none, '02ed': none, '06': none }) }),
})
