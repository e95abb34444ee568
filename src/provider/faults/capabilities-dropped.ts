import { fault } from '../fault.js'
import { rewritten } from './kit/rewritten.js'

export const capabilitiesDropped = fault({
  id: 'client.capabilities-dropped',
  summary: 'leaves the required capabilities out of the key material requests that it sends on',
  breaks: ['MIMI-KEY-037', 'MIMI-KEY-038'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      forwarded: (action, body) =>
        action === 'keyMaterial'
          ? rewritten(body, { requiredCapabilities: { extension_types: [], proposal_types: [], credential_types: [] } })
          : ports.client.forwarded(action, body),
    },
  }),
})
