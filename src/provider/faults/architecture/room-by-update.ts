import { encode } from '../../../codec/index.js'
import { UpdateRoomResponse } from '../../../wire/update.js'
import { pretending } from '../kit/pretending.js'

export const architectureRoomByUpdate = pretending({
  id: 'architecture.room-by-update',
  summary: 'makes a room of every name for which a first commit comes',
  breaks: ['MIMI-ARC-003', 'MIMI-ARC-006'],
  action: 'update',
  answer(draft, now) {
    const accepted = { acceptedTimestamp: now, accepted_timestamp: now }
    return encode<unknown>(UpdateRoomResponse[draft], { responseCode: 'success', errorDescription: '', ...accepted })
  },
})
