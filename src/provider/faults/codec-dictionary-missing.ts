import { fault } from '../fault.js'

export const dictionaryMissing = fault({
  id: 'codec.dictionary-missing',
  summary: 'leaves out the extension dictionary of a response when it is empty',
  breaks: ['MIMI-COD-024'],
  drafts: ['06'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      answered: (action, body) =>
        ports.encoder.answered(action, action === 'identifierQuery' ? body.subarray(0, -1) : body),
    },
  }),
})
