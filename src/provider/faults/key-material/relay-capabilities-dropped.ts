import { type Codec, decode, encode } from '../../../codec/index.js'
import { KeyMaterialRequest } from '../../../wire/key-material.js'
import { fault } from '../../fault.js'

export const relayCapabilitiesDropped = fault({
  id: 'key-material.relay-capabilities-dropped',
  summary: 'leaves the required capabilities out of the requests for key material that it passes on',
  breaks: ['MIMI-KEY-006', 'MIMI-KEY-034'],
  apply: (ports) => {
    const codec: Codec<object> = KeyMaterialRequest[ports.draft]
    const requiredCapabilities = { extension_types: [], proposal_types: [], credential_types: [] }
    return {
      ...ports,
      rules: {
        ...ports.rules,
        relay: {
          ...ports.rules.relay,
          passedOn: (body) => encode(codec, { ...decode(codec, body), requiredCapabilities }),
        },
      },
    }
  },
})
