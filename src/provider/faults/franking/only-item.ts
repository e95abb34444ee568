import { tryDecode } from '../../../codec/index.js'
import { SafeAAD } from '../../../mls/wire/index.js'
import { franking } from '../kit/franking.js'

/** One item is as long as the data but for the length of both, its component and its own length. */
function alone(item: Uint8Array | null, data: Uint8Array): Uint8Array | null {
  return item && data.length <= item.length + 5 ? item : null
}

export const frankingOnlyItem = franking({
  id: 'franking.only-item',
  summary: 'finds the tag only where the authenticated data hold nothing else',
  breaks: ['MIMI-FRK-004'],
  drafts: ['06'],
  rules: ({ item }) => ({
    item: {
      ...item,
      '06': (means, data) => (tryDecode(SafeAAD, data).ok ? alone(item['06'](means, data), data) : null),
    },
  }),
})
