import { informing } from '../kit/informing.js'

export const groupInfoForEverybody = informing({
  id: 'group-info.for-everybody',
  summary: 'gives the group info to whoever asks for it with a good signature',
  breaks: ['MIMI-GRP-005', 'MIMI-GRP-006', 'MIMI-GRP-007', 'MIMI-GRP-020'],
  rules: () => ({ entitles: () => true }),
})
