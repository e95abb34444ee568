import { hub } from '../kit/hub.js'

export const pseudonymLinkForParticipants = hub({
  id: 'pseudonym.link-for-participants',
  summary: 'makes join links for every participant, whatever its role',
  breaks: ['MIMI-PSD-007'],
  drafts: ['06'],
  rules: () => ({ mayInvite: (_draft, role) => role !== undefined }),
})
