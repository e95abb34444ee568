import { submission } from '../kit/submission.js'

export const submitBannedSpeak = submission({
  id: 'submit.banned-speak',
  summary: 'lets participants speak who were banned or silenced',
  breaks: ['MIMI-SUB-007'],
  rules: () => ({ maySpeak: () => true }),
})
