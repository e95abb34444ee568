import { judging } from '../kit/judging.js'

export const policyUnbansForAll = judging({
  id: 'policy.unbans-for-all',
  summary: 'lets everybody in a room lift bans',
  breaks: ['MIMI-POL-027'],
  drafts: ['06'],
  rules: () => ({ unbansByRight: () => null, changesToPermittedRoles: () => null }),
})
