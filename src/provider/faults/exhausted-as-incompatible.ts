import { fault } from '../fault.js'
import type { Client } from '../rules/key-material.js'

export const exhaustedAsIncompatible = fault({
  id: 'key-material.exhausted-as-incompatible',
  summary: 'says nothingCompatible of a client that has no key packages left',
  breaks: ['MIMI-KEY-013'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        compose: (userStatus, userUri, clients) =>
          ports.rules.keyMaterial.compose(userStatus, userUri, clients.map(incompatible)),
      },
    },
  }),
})

function incompatible(client: Client): Client {
  if (client.clientStatus !== 'keyMaterialExhausted') return client
  return { clientStatus: 'nothingCompatible', clientUri: client.clientUri, clientCapabilities: null }
}
