import { fault } from '../fault.js'

export const deletedAsIncompatible = fault({
  id: 'key-material.deleted-as-incompatible',
  summary: 'says of a deleted user that it has no compatible key material',
  breaks: ['MIMI-KEY-028'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        compose: (userStatus, ...about) =>
          ports.rules.keyMaterial.compose(userStatus === 'userDeleted' ? 'noCompatibleMaterial' : userStatus, ...about),
      },
    },
  }),
})
