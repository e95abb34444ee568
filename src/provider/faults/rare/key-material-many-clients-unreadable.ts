import { tryDecode } from '../../../codec/index.js'
import { KeyMaterialResponse } from '../../../wire/key-material.js'
import { answering } from '../kit/answering.js'

export const manyClientsUnreadable = {
  ...answering({
    id: 'key-material.many-clients-unreadable',
    summary: 'ends its answer too early when a user has more than four clients',
    breaks: ['MIMI-KEY-010'],
    action: 'keyMaterial',
    answer(body, otherwise) {
      const read = tryDecode(KeyMaterialResponse['06'], body)
      return otherwise(read.ok && read.value.clients.length > 4 ? body.subarray(0, -1) : body)
    },
  }),
  foundBy: 'endpoint' as const,
}
