import { franking } from '../kit/franking.js'

export const frankingConstant = franking({
  id: 'franking.constant',
  summary: 'gives every message the same mark',
  breaks: ['MIMI-FRK-010'],
  rules: ({ serverFrank }) => ({ serverFrank: (secret) => serverFrank(secret, new Uint8Array(), new Uint8Array()) }),
})
