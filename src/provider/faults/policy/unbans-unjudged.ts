import { unjudged } from '../kit/judging.js'

export const policyUnbansUnjudged = unjudged({
  id: 'policy.unbans-unjudged',
  summary: 'lets everybody lift bans whose transitions lead there',
  breaks: ['MIMI-POL-027'],
  drafts: ['06'],
  rule: 'unbansByRight',
})
