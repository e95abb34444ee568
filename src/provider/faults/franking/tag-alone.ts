import { franking } from '../kit/franking.js'

export const frankingTagAlone = franking({
  id: 'franking.tag-alone',
  summary: 'marks messages by their tag alone, whoever sent them, where and when',
  breaks: ['MIMI-FRK-010'],
  rules: ({ serverFrank }) => ({ serverFrank: (secret, tag) => serverFrank(secret, tag, new Uint8Array()) }),
})
