import { overruling } from '../kit/overruling.js'
import { drafts } from '../../../drafts/ids.js'

export const updateStrangersJoin = overruling({
  id: 'update.strangers-join',
  summary: 'tells success to whoever commits from outside, before it has looked who may come in',
  breaks: ['MIMI-UPD-037'],
  drafts,
  refused: /may not join by itself/,
})
