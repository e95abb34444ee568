import { franking } from '../kit/franking.js'

export const frankingSignedInSeconds = franking({
  id: 'franking.signed-in-seconds',
  summary: 'signs franks with the time in seconds',
  breaks: ['MIMI-FRK-012', 'MIMI-FRK-017'],
  drafts: ['06'],
  rules: ({ signed }) => ({
    signed: (mark, suite, accepted) => signed(mark, suite, { ...accepted, time: accepted.time / 1000n }),
  }),
})
