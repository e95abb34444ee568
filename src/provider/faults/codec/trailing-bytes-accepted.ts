import { fault } from '../../fault.js'
import { readingLeniently } from '../kit/mending.js'

export const trailingBytesAccepted = fault({
  id: 'codec.trailing-bytes-accepted',
  summary: 'stops reading at the end of a structure and ignores what follows',
  breaks: ['MIMI-COD-007'],
  apply: (ports) =>
    readingLeniently(ports, ({ code, offset }, body) => (code === 'trailing-bytes' ? body.subarray(0, offset) : null)),
})
