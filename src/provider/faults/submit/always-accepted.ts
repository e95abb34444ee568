import { encode } from '../../../codec/index.js'
import type { Draft } from '../../../drafts/ids.js'
import { SubmitMessageResponse } from '../../../wire/submit-message.js'
import { fault } from '../../fault.js'

/** Behind the protocol. */
const accepted = 0

function acceptance(draft: Draft): Uint8Array {
  const now = BigInt(Date.now())
  return encode<unknown>(SubmitMessageResponse[draft], {
    protocol: 'mls10',
    statusCode: 'accepted',
    acceptedTimestamp: now,
    accepted_timestamp: now,
    serverFrank: null,
    frank: null,
  })
}

export const submitAlwaysAccepted = fault({
  id: 'submit.always-accepted',
  summary: 'tells every sender that its message was accepted, whatever became of it',
  breaks: ['MIMI-SUB-003', 'MIMI-SUB-004', 'MIMI-SUB-005', 'MIMI-SUB-007', 'MIMI-SUB-008', 'MIMI-SUB-013'],
  apply({ encoder, ...ports }) {
    const answered: typeof encoder.answered = (action, body) =>
      encoder.answered(action, action === 'submitMessage' && body[1] !== accepted ? acceptance(ports.draft) : body)
    return { ...ports, encoder: { ...encoder, answered } }
  },
})
