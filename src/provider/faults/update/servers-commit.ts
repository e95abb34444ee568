import { overruling } from '../kit/overruling.js'
import { drafts } from '../../../drafts/ids.js'

export const updateServersCommit = overruling({
  id: 'update.servers-commit',
  summary: 'takes external senders for clients that may commit',
  breaks: ['MIMI-UPD-029'],
  drafts,
  refused: /only clients commit/,
})
