import { following } from '../kit/following.js'

export const fanoutRetryAfterIgnored = following({
  id: 'fanout.retry-after-ignored',
  summary: 'asks a follower again without regard to Retry-After',
  breaks: ['MIMI-NTF-024'],
  rules: () => ({ guidanceMs: () => 0 }),
})
