import { judging } from '../kit/judging.js'

export const policyBansForAll = judging({
  id: 'policy.bans-for-all',
  summary: 'lets everybody in a room ban users',
  breaks: ['MIMI-POL-027'],
  drafts: ['06'],
  rules: () => ({ bansByRight: () => null, changesToPermittedRoles: () => null }),
})
