import { fault } from '../fault.js'

/** Components f0a2 and f0a1, both without data. */
const unsorted = [6, 0xf0, 0xa2, 0, 0xf0, 0xa1, 0]

export const dictionaryUnsorted = fault({
  id: 'codec.dictionary-unsorted',
  summary: 'writes the components of a dictionary in the order in which they were made',
  breaks: ['MIMI-COD-023'],
  drafts: ['06'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      answered: (action, body) =>
        ports.encoder.answered(
          action,
          action === 'identifierQuery' ? Uint8Array.from([...body.subarray(0, -1), ...unsorted]) : body,
        ),
    },
  }),
})
