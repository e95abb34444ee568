import { composing } from '../kit/composing.js'

export const clientsSwapped = composing({
  id: 'key-material.clients-swapped',
  summary: 'mixes up which key package is whose',
  breaks: ['MIMI-KEY-022'],
  compose(right) {
    const uris = right.clients.map(({ clientUri }) => clientUri).reverse()
    const clients = right.clients.map((client, index) => ({ ...client, clientUri: uris[index] ?? client.clientUri }))
    return { ...right, clients }
  },
})
