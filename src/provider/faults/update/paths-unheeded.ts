import { overruling } from '../kit/overruling.js'
import { drafts } from '../../../drafts/ids.js'

export const updatePathsUnheeded = overruling({
  id: 'update.paths-unheeded',
  summary: 'tells success before it has looked at the path of a commit',
  breaks: ['MIMI-UPD-038', 'MIMI-UPD-039'],
  drafts,
  refused: /^content\.commit\.path/,
})
