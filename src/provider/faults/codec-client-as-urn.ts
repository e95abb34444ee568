import { KeyMaterialResponse } from '../../wire/key-material.js'
import { fault } from '../fault.js'
import { replacedAt } from './kit/mending.js'

const urn = new TextEncoder().encode('urn:uuid:7b7a3c0a-5f5e-4b51-9a30-0a1b2c3d4e5f')

export const clientAsUrn = fault({
  id: 'codec.client-as-urn',
  summary: 'names clients by URNs, which say nothing of their provider',
  breaks: ['MIMI-COD-013'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      answered: (action, body) =>
        ports.encoder.answered(
          action,
          action === 'keyMaterial'
            ? replacedAt(KeyMaterialResponse['06'], body, 'clients[0].clientUri.uri', () => urn)
            : body,
        ),
    },
  }),
})
