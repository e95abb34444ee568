import { KeyMaterialResponse } from '../../wire/key-material.js'
import { fault } from '../fault.js'
import { replacedAt } from './kit/mending.js'

export const uriTwicePrefixed = fault({
  id: 'codec.uri-twice-prefixed',
  summary: 'writes a second length before the URIs of users',
  breaks: ['MIMI-COD-012'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      answered: (action, body) =>
        ports.encoder.answered(
          action,
          action === 'keyMaterial'
            ? replacedAt(KeyMaterialResponse['06'], body, 'userUri.uri', (uri) => [uri.length, ...uri])
            : body,
        ),
    },
  }),
})
