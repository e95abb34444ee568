import { hub } from '../kit/hub.js'
import { byDraft } from '../../../drafts/by-draft.js'

export const updateCommitsKept = hub({
  id: 'update.commits-kept',
  summary: 'does not pass commits on',
  breaks: ['MIMI-UPD-003', 'MIMI-UPD-036'],
  rules: () => ({ commitEvents: byDraft({ '01': () => [], '02ed': () => [], '06': () => [] }) }),
})
