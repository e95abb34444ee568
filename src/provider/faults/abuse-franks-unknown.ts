import { byDraft } from '../../drafts/by-draft.js'
import { reported } from './kit/reported.js'

const none = () => false

export const abuseFranksUnknown = reported({
  id: 'abuse.franks-unknown',
  summary: 'does not know its own franks again',
  breaks: ['MIMI-ABU-006'],
  rules: () => ({ genuine: byDraft({ '01': none, '02ed': none, '06': none }) }),
})
