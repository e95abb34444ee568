import { hub } from '../kit/hub.js'

export const pseudonymKnockAgain = hub({
  id: 'pseudonym.knock-again',
  summary: 'lets those who knock say as much as they like',
  breaks: ['MIMI-PSD-009'],
  drafts: ['02ed', '06'],
  rules: () => ({ knocksAgain: () => true }),
})
