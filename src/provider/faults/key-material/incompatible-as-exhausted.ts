import type { Client } from '../../rules/key-material.js'
import { composing } from '../kit/composing.js'

export const incompatibleAsExhausted = composing({
  id: 'key-material.incompatible-as-exhausted',
  summary: 'says keyMaterialExhausted of a client whose key packages lack what is required',
  breaks: ['MIMI-KEY-014'],
  compose: (right) => ({ ...right, clients: right.clients.map(exhausted) }),
})

function exhausted(client: Client): Client {
  if (client.clientStatus !== 'nothingCompatible') return client
  return { clientStatus: 'keyMaterialExhausted', clientUri: client.clientUri }
}
