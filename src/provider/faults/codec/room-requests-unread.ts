import type { Draft } from '../../../drafts/ids.js'
import { encodeIn } from '../../../wire/by-draft.js'
import { SubmitMessageResponse } from '../../../wire/submit-message.js'
import { UpdateRoomResponse } from '../../../wire/update.js'
import { fault } from '../../fault.js'
import { malformations } from '../kit/malformations.js'

export const roomRequestsUnread = fault({
  id: 'codec.room-requests-unread',
  summary: 'puts updates and messages into a queue and confirms them before anybody has read them',
  breaks: [...malformations, 'MIMI-COD-018'],
  apply: (ports) => ({
    ...ports,
    front: {
      ...ports.front,
      answer: (request, serve) =>
        ports.front.answer(request, async (each) => {
          const reply = await serve(each)
          const looked = 'status' in reply && (reply.status === 200 || reply.status === 400)
          const body = looked ? confirmation(ports.draft, ports.clock.now(), each.path) : null
          return body ? ports.encoder.answered('update', body) : reply
        }),
    },
  }),
})

/** What goes to the queue is confirmed; null for everything else. */
function confirmation(draft: Draft, now: number, path: string): Uint8Array | null {
  const time = { acceptedTimestamp: BigInt(now), accepted_timestamp: BigInt(now) }
  if (path.startsWith('/v1/update/'))
    return encodeIn(UpdateRoomResponse, draft, { responseCode: 'success', errorDescription: '', ...time })
  if (path.startsWith('/v1/submitMessage/'))
    return encodeIn(SubmitMessageResponse, draft, {
      protocol: 'mls10',
      statusCode: 'accepted',
      serverFrank: null,
      frank: null,
      ...time,
    })
  return null
}
