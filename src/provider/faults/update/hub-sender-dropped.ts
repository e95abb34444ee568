import { unjudged } from '../kit/judging.js'

export const updateHubSenderDropped = unjudged({
  id: 'update.hub-sender-dropped',
  summary: 'takes commits that end its being an external sender',
  breaks: ['MIMI-UPD-031', 'MIMI-UPD-032'],
  rule: 'keepsHubAsSender',
})
