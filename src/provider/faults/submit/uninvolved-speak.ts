import { submission } from '../kit/submission.js'

export const submitUninvolvedSpeak = submission({
  id: 'submit.uninvolved-speak',
  summary: 'lets providers speak of which nobody is in the room',
  breaks: ['MIMI-SUB-013'],
  drafts: ['02ed', '06'],
  rules: () => ({ active: () => true, maySpeak: () => true }),
})
