import { composing } from '../kit/composing.js'

export const protocolAsIncompatible = composing({
  id: 'key-material.protocol-as-incompatible',
  summary: 'answers a request in an unknown protocol noCompatibleMaterial',
  breaks: ['MIMI-KEY-023'],
  compose: (right) =>
    right.userStatus === 'incompatibleProtocol' ? { ...right, userStatus: 'noCompatibleMaterial' } : right,
})
