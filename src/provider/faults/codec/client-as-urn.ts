import { KeyMaterialResponse } from '../../../wire/key-material.js'
import { answering } from '../kit/answering.js'
import { replacedAt } from '../kit/mending.js'

const urn = new TextEncoder().encode('urn:uuid:7b7a3c0a-5f5e-4b51-9a30-0a1b2c3d4e5f')

export const clientAsUrn = answering({
  id: 'codec.client-as-urn',
  summary: 'names clients by URNs, which say nothing of their provider',
  breaks: ['MIMI-COD-013'],
  action: 'keyMaterial',
  answer: (body, otherwise) =>
    otherwise(replacedAt(KeyMaterialResponse['06'], body, 'clients[0].clientUri.uri', () => urn)),
})
