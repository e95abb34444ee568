import { fault } from '../fault.js'

export const unsuppliedUnlisted = fault({
  id: 'key-material.unsupplied-unlisted',
  summary: 'lists only those clients that a key package comes from',
  breaks: ['MIMI-KEY-011', 'MIMI-KEY-013', 'MIMI-KEY-014'],
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
            clients.filter(({ clientStatus }) => clientStatus === 'success'),
          ),
      },
    },
  }),
})
