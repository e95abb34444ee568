import { overruling } from '../kit/overruling.js'
import { drafts } from '../../../drafts/ids.js'

export const updateLateTaken = overruling({
  id: 'update.late-taken',
  summary: 'tells success for handshakes of other epochs, and drops them',
  breaks: ['MIMI-UPD-004', 'MIMI-UPD-013', 'MIMI-UPD-027'],
  drafts,
  refused: /the group is in epoch/,
})
