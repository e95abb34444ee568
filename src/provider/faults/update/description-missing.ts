import { answering } from '../kit/answering.js'

export const updateDescriptionMissing = answering({
  id: 'update.description-missing',
  summary: 'leaves the error description out of its answers',
  breaks: ['MIMI-UPD-007'],
  action: 'update',
  // A code, then the description behind its length.
  answer: (body, otherwise) => otherwise(Uint8Array.of(...body.subarray(0, 1), ...body.subarray(2 + (body[1] ?? 0)))),
})
