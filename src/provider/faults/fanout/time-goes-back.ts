import { hub } from '../kit/hub.js'

export const fanoutTimeGoesBack = hub({
  id: 'fanout.time-goes-back',
  summary: 'stamps each event with a time before that of the last one',
  breaks: ['MIMI-NTF-003'],
  rules: () => ({ timestamp: (now, last) => (last === 0 ? now : last - 1) }),
})
