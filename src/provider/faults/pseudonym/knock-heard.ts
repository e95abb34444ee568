import { hub } from '../kit/hub.js'

export const pseudonymKnockHeard = hub({
  id: 'pseudonym.knock-heard',
  summary: 'sends what is said in a knock room to everybody in it',
  breaks: ['MIMI-PSD-009'],
  rules: () => ({ knockersHear: () => true }),
})
