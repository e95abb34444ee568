import { fault } from '../../fault.js'

export const bodyIgnored = fault({
  id: 'key-material.body-ignored',
  summary: 'takes no notice of the user in the body',
  breaks: ['MIMI-KEY-009'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: { ...ports.rules.keyMaterial, agree: (path) => ({ consulted: path, supplied: path }) },
    },
  }),
})
