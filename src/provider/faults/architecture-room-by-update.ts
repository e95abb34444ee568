import { encode } from '../../codec/index.js'
import { UpdateRoomResponse } from '../../wire/update.js'
import { authorityOf } from '../uri.js'
import { pretending } from './kit/pretending.js'

export const architectureRoomByUpdate = pretending({
  id: 'architecture.room-by-update',
  summary: 'makes a room of every name of its domain for which the first commit comes',
  breaks: ['MIMI-ARC-006'],
  action: 'update',
  takes: (room, own, { store }) => authorityOf(room) === own && store.hosted.find(room) === undefined,
  answer(draft, now) {
    const accepted = { acceptedTimestamp: now, accepted_timestamp: now }
    return encode<unknown>(UpdateRoomResponse[draft], { responseCode: 'success', errorDescription: '', ...accepted })
  },
})
