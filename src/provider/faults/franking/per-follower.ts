import { createHash } from 'node:crypto'
import { decodeIn, encodeIn } from '../../../wire/by-draft.js'
import { FanoutMessage } from '../../../wire/notify.js'
import { queueing } from '../kit/queueing.js'

export const frankingPerFollower = queueing({
  id: 'franking.per-follower',
  summary: 'makes another frank for each provider',
  breaks: ['MIMI-FRK-008'],
  drafts: ['02ed', '06'],
  queue: (draft) => (queued) => {
    const event = decodeIn(FanoutMessage, draft, queued.event)
    if (!('frank' in event) || !event.frank) return queued
    const mark = createHash('sha256').update(queued.domain).digest()
    const frank = { ...event.frank, server_frank: mark, serverFrank: mark }
    return { ...queued, event: encodeIn<unknown, unknown, unknown>(FanoutMessage, draft, { ...event, frank }) }
  },
})
