import { authorityOf } from '../../uri.js'
import { franking } from '../kit/franking.js'

export const frankingSignedForProvider = franking({
  id: 'franking.signed-for-provider',
  summary: 'signs franks for the provider of the sender instead of the sender',
  breaks: ['MIMI-FRK-012'],
  drafts: ['06'],
  rules: ({ signed }) => ({
    signed: (mark, suite, accepted) =>
      signed(mark, suite, { ...accepted, sender: `mimi://${authorityOf(accepted.sender)}` }),
  }),
})
