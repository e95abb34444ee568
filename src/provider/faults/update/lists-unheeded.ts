import { overruling } from '../kit/overruling.js'
import { drafts } from '../../../drafts/ids.js'

export const updateListsUnheeded = overruling({
  id: 'update.lists-unheeded',
  summary: 'tells success before it has held the list of proposals of a commit against the rules of MLS',
  breaks: ['MIMI-UPD-006', 'MIMI-UPD-038'],
  drafts,
  refused: /^content\.commit\.proposals/,
})
