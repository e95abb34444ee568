import { fault } from '../fault.js'

export const keysWith201 = fault({
  id: 'key-material.answered-201',
  summary: 'answers key material requests with 201 Created',
  breaks: ['MIMI-KEY-002'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      answered(action, body) {
        const reply = ports.encoder.answered(action, body)
        return action === 'keyMaterial' && 'status' in reply ? { ...reply, status: 201 } : reply
      },
    },
  }),
})
