import { overruling } from '../kit/overruling.js'
import { drafts } from '../../../drafts/ids.js'

export const updateUnknownRoomTaken = overruling({
  id: 'update.unknown-room-taken',
  summary: 'tells success for rooms that it does not host',
  breaks: ['MIMI-UPD-040'],
  drafts,
  refused: /no such room/,
})
