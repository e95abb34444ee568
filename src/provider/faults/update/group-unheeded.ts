import { overruling } from '../kit/overruling.js'
import { drafts } from '../../../drafts/ids.js'

export const updateGroupUnheeded = overruling({
  id: 'update.group-unheeded',
  summary: 'tells success for handshakes of other groups, which it passes over',
  breaks: ['MIMI-UPD-039'],
  drafts,
  refused: /for another group/,
})
