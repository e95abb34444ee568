import { byDraft } from '../../../drafts/by-draft.js'
import { franking } from '../kit/franking.js'

export const frankingUntaggedToo = franking({
  id: 'franking.untagged-too',
  summary: 'franks messages without a tag, with zeros for one',
  breaks: ['MIMI-FRK-006'],
  rules: ({ item }) => ({
    item: byDraft({
      '01': item['01'],
      '02ed': (means, data) => item['02ed'](means, data) ?? new Uint8Array(32),
      '06': (means, data) => item['06'](means, data) ?? new Uint8Array(32),
    }),
  }),
})
