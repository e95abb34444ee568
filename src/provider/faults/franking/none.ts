import { byDraft } from '../../../drafts/by-draft.js'
import { franking } from '../kit/franking.js'

const never = () => false

export const frankingNone = franking({
  id: 'franking.none',
  summary: 'never franks',
  breaks: ['MIMI-FRK-005', 'MIMI-FRK-004'],
  rules: () => ({ can: byDraft({ '01': never, '02ed': never, '06': never }) }),
})
