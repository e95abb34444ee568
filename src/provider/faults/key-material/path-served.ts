import { fault } from '../../fault.js'

export const pathServed = fault({
  id: 'key-material.path-served',
  summary: 'asks for the consent of the user in the body and serves the keys of the one in the path',
  breaks: ['MIMI-KEY-009', 'MIMI-KEY-025'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        agree: (path, body) => ({ consulted: body, supplied: path }),
      },
    },
  }),
})
