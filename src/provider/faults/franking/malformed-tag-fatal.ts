import { franking } from '../kit/franking.js'

export const frankingMalformedTagFatal = franking({
  id: 'franking.malformed-tag-fatal',
  summary: 'fails at tags that do not have 32 octets',
  breaks: ['MIMI-FRK-019'],
  rules: ({ tag }) => ({
    tag(item) {
      if (item.length === 32) return tag(item)
      throw new RangeError('the tag has another length')
    },
  }),
})
