import { answering } from '../kit/answering.js'

/** The time stands behind protocol and status. */
function later(body: Uint8Array): Uint8Array {
  const changed = Buffer.from(body)
  changed.writeBigUInt64BE(changed.readBigUInt64BE(2) + 1n, 2)
  return changed
}

export const submitTimeOfAnswer = answering({
  id: 'submit.time-of-answer',
  summary: 'tells the sender another time than it sends on with the message',
  breaks: ['MIMI-SUB-016', 'MIMI-FRK-017'],
  action: 'submitMessage',
  answer: (body, otherwise) => (body[1] === 0 ? otherwise(later(body)) : otherwise(body)),
})
