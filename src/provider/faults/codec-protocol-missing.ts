import { fault } from '../fault.js'

export const protocolMissing = fault({
  id: 'codec.protocol-missing',
  summary: 'leaves out the protocol octet of a key material response',
  breaks: ['MIMI-COD-001'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      answered: (action, body) => ports.encoder.answered(action, action === 'keyMaterial' ? body.subarray(1) : body),
    },
  }),
})
