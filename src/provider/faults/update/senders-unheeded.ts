import { overruling } from '../kit/overruling.js'
import { drafts } from '../../../drafts/ids.js'

export const updateSendersUnheeded = overruling({
  id: 'update.senders-unheeded',
  summary: 'tells success although the sender that a handshake names does not exist, and drops it',
  breaks: ['MIMI-UPD-030', 'MIMI-UPD-035', 'MIMI-UPD-039'],
  drafts,
  refused: /^content\.sender/,
})
