import { submission } from '../kit/submission.js'

export const updateRemovedHeard = submission({
  id: 'update.removed-heard',
  summary: 'takes messages of everybody who has a client in the group',
  breaks: ['MIMI-UPD-011'],
  rules: () => ({ maySpeak: () => true }),
})
