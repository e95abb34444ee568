import { KeyMaterialResponse } from '../../../wire/key-material.js'
import { answering } from '../kit/answering.js'
import { replacedAt } from '../kit/mending.js'

export const uriTwicePrefixed = answering({
  id: 'codec.uri-twice-prefixed',
  summary: 'writes a second length before the URIs of users',
  breaks: ['MIMI-COD-012'],
  action: 'keyMaterial',
  answer: (body, otherwise) =>
    otherwise(replacedAt(KeyMaterialResponse['06'], body, 'userUri.uri', (uri) => [uri.length, ...uri])),
})
