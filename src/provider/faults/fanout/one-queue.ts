import { following } from '../kit/following.js'

export const fanoutOneQueue = following({
  id: 'fanout.one-queue',
  summary: 'sends events one by one, whomever they are for',
  breaks: ['MIMI-NTF-027'],
  rules: () => ({ lane: () => 'all' }),
})
