import { unjudged } from '../kit/judging.js'

export const policyBansUnjudged = unjudged({
  id: 'policy.bans-unjudged',
  summary: 'lets everybody whose transitions lead to role 1 ban users',
  breaks: ['MIMI-POL-027'],
  drafts: ['06'],
  rule: 'bansByRight',
})
