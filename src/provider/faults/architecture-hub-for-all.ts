import { encode } from '../../codec/index.js'
import { SubmitMessageResponse } from '../../wire/submit-message.js'
import { authorityOf } from '../uri.js'
import { pretending } from './kit/pretending.js'

export const architectureHubForAll = pretending({
  id: 'architecture.hub-for-all',
  summary: 'takes messages for whatever room, those of other hubs as well',
  breaks: ['MIMI-ARC-003'],
  action: 'submitMessage',
  takes: (room, own) => authorityOf(room) !== own,
  answer(draft, now) {
    const accepted = { acceptedTimestamp: now, accepted_timestamp: now, serverFrank: null, frank: null }
    return encode<unknown>(SubmitMessageResponse[draft], { protocol: 'mls10', statusCode: 'accepted', ...accepted })
  },
})
