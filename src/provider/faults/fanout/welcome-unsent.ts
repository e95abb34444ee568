import { hub } from '../kit/hub.js'

export const fanoutWelcomeUnsent = hub({
  id: 'fanout.welcome-unsent',
  summary: 'leaves it to the committer to hand on a Welcome',
  breaks: ['MIMI-NTF-004'],
  rules: () => ({ welcomeTo: () => null }),
})
