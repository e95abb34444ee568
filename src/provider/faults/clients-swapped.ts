import { fault } from '../fault.js'

export const clientsSwapped = fault({
  id: 'key-material.clients-swapped',
  summary: 'mixes up which key package is whose',
  breaks: ['MIMI-KEY-022'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        compose(userStatus, userUri, clients) {
          const response = ports.rules.keyMaterial.compose(userStatus, userUri, clients)
          const uris = response.clients.map(({ clientUri }) => clientUri).reverse()
          return {
            ...response,
            clients: response.clients.map((client, index) => ({
              ...client,
              clientUri: uris[index] ?? client.clientUri,
            })),
          }
        },
      },
    },
  }),
})
