import { fault } from '../../fault.js'

export const utf8Unchecked = fault({
  id: 'codec.utf8-unchecked',
  summary: 'takes any bytes for text',
  breaks: ['MIMI-COD-025'],
  apply: (ports) => ({
    ...ports,
    reader: { ...ports.reader, text: (bytes) => new TextDecoder().decode(bytes) },
  }),
})
