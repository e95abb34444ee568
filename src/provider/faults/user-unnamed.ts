import { fault } from '../fault.js'

export const userUnnamed = fault({
  id: 'key-material.user-unnamed',
  summary: 'leaves userUri of the response empty',
  breaks: ['MIMI-KEY-003'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        compose: (userStatus, _userUri, clients) =>
          ports.rules.keyMaterial.compose(userStatus, new Uint8Array(), clients),
      },
    },
  }),
})
