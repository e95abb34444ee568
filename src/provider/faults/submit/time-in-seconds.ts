import { answering } from '../kit/answering.js'

/** The time stands behind protocol and status. */
function inSeconds(body: Uint8Array): Uint8Array {
  const changed = Buffer.from(body)
  changed.writeBigUInt64BE(changed.readBigUInt64BE(2) / 1000n, 2)
  return changed
}

export const submitTimeInSeconds = answering({
  id: 'submit.time-in-seconds',
  summary: 'tells the acceptance time in seconds',
  breaks: ['MIMI-SUB-002'],
  action: 'submitMessage',
  answer: (body, otherwise) => (body[1] === 0 ? otherwise(inSeconds(body)) : otherwise(body)),
})
