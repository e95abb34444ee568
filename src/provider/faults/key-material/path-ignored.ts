import { fault } from '../../fault.js'

export const pathIgnored = fault({
  id: 'key-material.path-ignored',
  summary: 'takes no notice of the user in the path',
  breaks: ['MIMI-KEY-009'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: { ...ports.rules.keyMaterial, agree: (_path, body) => ({ consulted: body, supplied: body }) },
    },
  }),
})
