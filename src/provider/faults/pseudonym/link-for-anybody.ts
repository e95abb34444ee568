import { hub } from '../kit/hub.js'

export const pseudonymLinkForAnybody = hub({
  id: 'pseudonym.link-for-anybody',
  summary: 'makes join links for a room for whoever asks, in the room or not',
  breaks: ['MIMI-PSD-007'],
  rules: () => ({ mayInvite: () => true }),
})
