import { fault } from '../fault.js'

export const refusedWith404 = fault({
  id: 'key-material.refused-404',
  summary: 'answers a request about an unknown user with 404 and the response structure',
  breaks: ['MIMI-KEY-002'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      answered(action, body) {
        const reply = ports.encoder.answered(action, body)
        const [, code] = body
        return action === 'keyMaterial' && code === userUnknown && 'status' in reply ? { ...reply, status: 404 } : reply
      },
    },
  }),
})

/** KeyMaterialUserCode, the second byte of the response. */
const userUnknown = 4
