import { fault } from '../../fault.js'
import { readingLeniently } from '../kit/mending.js'

export const truncatedAccepted = fault({
  id: 'codec.truncated-accepted',
  summary: 'takes the fields that a body ends before for empty ones',
  breaks: ['MIMI-COD-006'],
  apply: (ports) =>
    readingLeniently(ports, ({ code }, body) => (code === 'truncated' ? Uint8Array.from([...body, 0]) : null)),
})
