import { fault } from '../fault.js'

export const firstClientOnly = fault({
  id: 'key-material.first-client-only',
  summary: "supplies only the first of a user's clients and calls that success",
  breaks: ['MIMI-KEY-010'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        compose: (userStatus, userUri, clients) =>
          ports.rules.keyMaterial.compose(
            userStatus,
            userUri,
            userStatus === 'success' ? clients.slice(0, 1) : clients,
          ),
      },
    },
  }),
})
