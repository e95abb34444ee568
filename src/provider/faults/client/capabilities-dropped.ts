import { rewriting } from '../kit/rewriting.js'

export const capabilitiesDropped = rewriting({
  id: 'client.capabilities-dropped',
  summary: 'leaves the required capabilities out of the key material requests that it sends on',
  breaks: ['MIMI-KEY-037', 'MIMI-KEY-038'],
  fields: { requiredCapabilities: { extension_types: [], proposal_types: [], credential_types: [] } },
})
