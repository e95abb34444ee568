import { fault } from '../../fault.js'

export const credentialUnmatched = fault({
  id: 'key-material.credential-unmatched',
  summary: "takes any credential for the requesting user's",
  breaks: ['MIMI-KEY-033'],
  drafts: ['06'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        standsFor: () => true,
      },
    },
  }),
})
