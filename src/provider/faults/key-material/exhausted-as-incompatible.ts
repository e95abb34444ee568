import type { Client } from '../../rules/key-material.js'
import { composing } from '../kit/composing.js'

export const exhaustedAsIncompatible = composing({
  id: 'key-material.exhausted-as-incompatible',
  summary: 'says nothingCompatible of a client that has no key packages left',
  breaks: ['MIMI-KEY-013'],
  compose: (right) => ({ ...right, clients: right.clients.map(incompatible) }),
})

function incompatible(client: Client): Client {
  if (client.clientStatus !== 'keyMaterialExhausted') return client
  return { clientStatus: 'nothingCompatible', clientUri: client.clientUri, clientCapabilities: null }
}
