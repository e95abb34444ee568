import { answering } from '../kit/answering.js'

/** Components f0a2 and f0a1, both without data. */
const unsorted = [6, 0xf0, 0xa2, 0, 0xf0, 0xa1, 0]

export const dictionaryUnsorted = answering({
  id: 'codec.dictionary-unsorted',
  summary: 'writes the components of a dictionary in the order in which they were made',
  breaks: ['MIMI-COD-023'],
  drafts: ['06'],
  action: 'identifierQuery',
  answer: (body, otherwise) => otherwise(Uint8Array.from([...body.subarray(0, -1), ...unsorted])),
})
