import { answering } from '../kit/answering.js'

export const protocolMissing = answering({
  id: 'codec.protocol-missing',
  summary: 'leaves out the protocol octet of a key material response',
  breaks: ['MIMI-COD-001'],
  action: 'keyMaterial',
  answer: (body, otherwise) => otherwise(body.subarray(1)),
})
