import { submission } from '../kit/submission.js'

export const submitInactiveSpeak = submission({
  id: 'submit.inactive-speak',
  summary: 'lets participants speak who have no client in the group',
  breaks: ['MIMI-SUB-005'],
  drafts: ['02ed', '06'],
  rules: () => ({ active: ({ participants }, user) => participants.some((each) => each.user === user) }),
})
