import { unjudged } from '../kit/judging.js'

export const policyOwnRoleUnjudged = unjudged({
  id: 'policy.own-role-unjudged',
  summary: 'lets users take any role that they like',
  breaks: ['MIMI-POL-057'],
  drafts: ['06'],
  rule: 'changesOwnRoleByRight',
})
