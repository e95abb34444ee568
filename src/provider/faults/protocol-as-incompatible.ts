import { fault } from '../fault.js'

export const protocolAsIncompatible = fault({
  id: 'key-material.protocol-as-incompatible',
  summary: 'answers a request in an unknown protocol noCompatibleMaterial',
  breaks: ['MIMI-KEY-023'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        compose: (userStatus, ...about) =>
          ports.rules.keyMaterial.compose(
            userStatus === 'incompatibleProtocol' ? 'noCompatibleMaterial' : userStatus,
            ...about,
          ),
      },
    },
  }),
})
