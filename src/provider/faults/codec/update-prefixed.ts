import { fault } from '../../fault.js'
import { updatesReadAs } from '../kit/updates-read.js'

export const updatePrefixed = fault({
  id: 'codec.update-prefixed',
  summary: 'expects a protocol octet before the handshake of an update, as before other requests',
  breaks: ['MIMI-COD-017'],
  apply: (ports) => updatesReadAs(ports, (body) => body.subarray(1)),
})
