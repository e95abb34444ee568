import { overruling } from '../kit/overruling.js'
import { drafts } from '../../../drafts/ids.js'

export const updateRemovedUnheeded = overruling({
  id: 'update.removed-unheeded',
  summary: 'tells success to users who were removed, whatever they send, and drops it',
  breaks: ['MIMI-UPD-013', 'MIMI-UPD-014', 'MIMI-UPD-026'],
  drafts,
  refused: /was removed from the room|leaves out/,
})
