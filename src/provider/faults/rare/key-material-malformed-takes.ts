import { afterEffect, turnedDown } from '../kit/after-effect.js'
import { subjectOf } from '../kit/requested.js'

export const keyMaterialMalformedTakes = afterEffect({
  id: 'key-material.malformed-takes',
  summary: 'uses up a key package for each request that it refuses as malformed',
  breaks: ['MIMI-COD-006', 'MIMI-COD-007'],
  foundBy: 'endpoint',
  action: 'keyMaterial',
  refused: turnedDown,
  does({ store: { users, keys } }, request) {
    for (const device of users.find(subjectOf(request))?.devices ?? []) {
      const [first] = keys.stock(device)
      if (first) keys.take(device, first.ref)
    }
  },
})
