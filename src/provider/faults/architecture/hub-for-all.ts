import { encode } from '../../../codec/index.js'
import { SubmitMessageResponse } from '../../../wire/submit-message.js'
import { pretending } from '../kit/pretending.js'

export const architectureHubForAll = pretending({
  id: 'architecture.hub-for-all',
  summary: 'takes messages for whatever room, those of other hubs and of nobody as well',
  breaks: ['MIMI-ARC-003'],
  action: 'submitMessage',
  answer(draft, now) {
    const accepted = { acceptedTimestamp: now, accepted_timestamp: now, serverFrank: null, frank: null }
    return encode<unknown>(SubmitMessageResponse[draft], { protocol: 'mls10', statusCode: 'accepted', ...accepted })
  },
})
