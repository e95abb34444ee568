import { fault } from '../fault.js'
import type { Client } from '../rules/key-material.js'

export const incompatibleAsExhausted = fault({
  id: 'key-material.incompatible-as-exhausted',
  summary: 'says keyMaterialExhausted of a client whose key packages lack what is required',
  breaks: ['MIMI-KEY-014'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        compose: (userStatus, userUri, clients) =>
          ports.rules.keyMaterial.compose(userStatus, userUri, clients.map(exhausted)),
      },
    },
  }),
})

function exhausted(client: Client): Client {
  if (client.clientStatus !== 'nothingCompatible') return client
  return { clientStatus: 'keyMaterialExhausted', clientUri: client.clientUri }
}
