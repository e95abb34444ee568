import { fault } from '../fault.js'

export const clientsOfRefused = fault({
  id: 'key-material.clients-of-refused',
  summary: 'lists a client with every refusal',
  breaks: ['MIMI-KEY-017'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        compose(userStatus, userUri, clients) {
          const response = ports.rules.keyMaterial.compose(userStatus, userUri, clients)
          const { clients: listed } = response
          return listed.length > 0
            ? response
            : { ...response, clients: [{ clientStatus: 'keyMaterialExhausted', clientUri: { uri: userUri } }] }
        },
      },
    },
  }),
})
