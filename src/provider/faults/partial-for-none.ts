import { fault } from '../fault.js'

export const partialForNone = fault({
  id: 'key-material.partial-for-none',
  summary: 'says partialSuccess when no client has a key package left',
  breaks: ['MIMI-KEY-013', 'MIMI-KEY-015'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        userCode(clients) {
          const code = ports.rules.keyMaterial.userCode(clients)
          return code === 'noCompatibleMaterial' ? 'partialSuccess' : code
        },
      },
    },
  }),
})
