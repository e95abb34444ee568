import { following } from '../kit/following.js'

export const fanoutNotRetried = following({
  id: 'fanout.not-retried',
  summary: 'sends each event once, and forgets it whatever the answer is',
  breaks: ['MIMI-NTF-023'],
  rules: () => ({ givesUp: () => true }),
})
