import { overruling } from '../kit/overruling.js'
import { drafts } from '../../../drafts/ids.js'

export const updateSignaturesUnheeded = overruling({
  id: 'update.signatures-unheeded',
  summary: 'tells success before signatures are verified; what fails is dropped',
  breaks: ['MIMI-UPD-030', 'MIMI-UPD-038', 'MIMI-UPD-039'],
  drafts,
  refused: /signature: it does not verify/,
})
