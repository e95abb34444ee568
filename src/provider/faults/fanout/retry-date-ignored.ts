import { following } from '../kit/following.js'

export const fanoutRetryDateIgnored = following({
  id: 'fanout.retry-date-ignored',
  summary: 'reads Retry-After only where it is a number',
  breaks: ['MIMI-NTF-024'],
  rules: ({ guidanceMs }) => ({
    guidanceMs: (headers, now) =>
      guidanceMs(
        headers.filter(([, value]) => /^\d+$/.test(value)),
        now,
      ),
  }),
})
