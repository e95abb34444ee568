import { unjudged } from '../kit/judging.js'

export const policyFixedRoomOpened = unjudged({
  id: 'policy.fixed-room-opened',
  summary: 'lets roles of a room of fixed membership get canAddParticipant',
  breaks: ['MIMI-POL-037'],
  drafts: ['06'],
  rule: 'keepsFixedRoomsClosed',
})
