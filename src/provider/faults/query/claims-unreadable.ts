import { fault } from '../../fault.js'
import { IdentifierRequest } from '../../../wire/identifier-query.js'

export const claimsUnreadable = fault({
  id: 'query.claims-unreadable',
  summary: 'takes the name of a claim behind the value for trailing bytes',
  breaks: ['MIMI-IDQ-009'],
  drafts: ['01', '02ed'],
  apply: (ports) => ({
    ...ports,
    reader: {
      ...ports.reader,
      read: (codec, body) =>
        Object.is(codec, IdentifierRequest[ports.draft]) && body[0] === 7
          ? ports.reader.read(codec, body.subarray(0, 1))
          : ports.reader.read(codec, body),
    },
  }),
})
