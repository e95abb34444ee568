import { fault } from '../../fault.js'

export const unknownAsDeleted = fault({
  id: 'key-material.unknown-as-deleted',
  summary: 'says userDeleted of users that never existed',
  breaks: ['MIMI-KEY-024'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        absent: (user) => (user === undefined ? 'userDeleted' : ports.rules.keyMaterial.absent(user)),
      },
    },
  }),
})
