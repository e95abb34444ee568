import { fault } from '../fault.js'
import { rewritten } from './kit/rewritten.js'

export const suitesDropped = fault({
  id: 'client.suites-dropped',
  summary: 'leaves the acceptable suites out of the key material requests that it sends on',
  breaks: ['MIMI-KEY-008', 'MIMI-KEY-038'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      forwarded: (action, body) =>
        action === 'keyMaterial'
          ? rewritten(body, { acceptableCiphersuites: [] })
          : ports.client.forwarded(action, body),
    },
  }),
})
