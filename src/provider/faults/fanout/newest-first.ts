import { following } from '../kit/following.js'

export const fanoutNewestFirst = following({
  id: 'fanout.newest-first',
  summary: 'sends a follower that was slow to answer the newest event first',
  breaks: ['MIMI-NTF-003', 'MIMI-NTF-026', 'MIMI-NTF-030'],
  rules: () => ({ next: (waiting) => waiting.at(-1) }),
})
