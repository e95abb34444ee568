import { submission } from '../kit/submission.js'

export const submitRoleIgnored = submission({
  id: 'submit.role-ignored',
  summary: 'lets participants speak whose role may not',
  breaks: ['MIMI-SUB-007', 'MIMI-POL-029'],
  drafts: ['06'],
  rules: () => ({ maySpeak: ({ hosted }, user, banned) => !banned && !hosted.silenced.includes(user) }),
})
