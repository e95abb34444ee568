import { byDraft } from '../../../drafts/by-draft.js'
import { hub } from '../kit/hub.js'

const none = () => []

export const fanoutCommitsUnsent = hub({
  id: 'fanout.commits-unsent',
  summary: 'sends messages and proposals, but no commits, to other providers',
  breaks: ['MIMI-NTF-001'],
  rules: () => ({ commitEvents: byDraft({ '01': none, '02ed': none, '06': none }) }),
})
