import { fault } from '../../fault.js'
import { readingLeniently } from '../kit/mending.js'

export const presenceOctetAccepted = fault({
  id: 'codec.presence-octet-accepted',
  summary: 'takes every presence octet but 0 for a value that is there',
  breaks: ['MIMI-COD-005'],
  apply: (ports) =>
    readingLeniently(ports, ({ code, offset }, body) => (code === 'presence-octet' ? body.with(offset, 1) : null)),
})
