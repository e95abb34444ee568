import { drafts } from '../../../drafts/ids.js'
import { overruling } from '../kit/overruling.js'

export const updateAnyProvider = overruling({
  id: 'update.any-provider',
  summary: 'tells providers success for handshakes that others have signed, before it looks at whose they are',
  breaks: ['MIMI-UPD-041'],
  drafts,
  refused: /cannot speak for/,
})
