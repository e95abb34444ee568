import { franking } from '../kit/franking.js'

export const frankingAnyTag = franking({
  id: 'franking.any-tag',
  summary: 'franks tags of any length, cut or filled up to 32 octets',
  breaks: ['MIMI-FRK-019'],
  rules: () => ({
    tag(item) {
      const tag = new Uint8Array(32)
      tag.set(item.subarray(0, tag.length))
      return tag
    },
  }),
})
