import { fault } from '../fault.js'

export const partialAsSuccess = fault({
  id: 'key-material.partial-as-success',
  summary: 'says success as soon as one client is supplied',
  breaks: ['MIMI-KEY-010', 'MIMI-KEY-011'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        userCode(clients) {
          const code = ports.rules.keyMaterial.userCode(clients)
          return code === 'partialSuccess' ? 'success' : code
        },
      },
    },
  }),
})
