import { answering } from '../kit/answering.js'

export const submitRefusalWithTime = answering({
  id: 'submit.refusal-with-time',
  summary: 'writes a time behind notAllowed, too',
  breaks: ['MIMI-SUB-010'],
  action: 'submitMessage',
  answer: (body, otherwise) => otherwise(body[1] === 1 ? Uint8Array.from([...body, ...new Uint8Array(8)]) : body),
})
