import { composing } from '../kit/composing.js'

export const clientsOfRefused = composing({
  id: 'key-material.clients-of-refused',
  summary: 'lists a client with every refusal',
  breaks: ['MIMI-KEY-017'],
  compose: (right) =>
    right.clients.length > 0
      ? right
      : { ...right, clients: [{ clientStatus: 'keyMaterialExhausted', clientUri: right.userUri }] },
})
