import { unjudged } from '../kit/judging.js'

export const policyAddsUnjudged = unjudged({
  id: 'policy.adds-unjudged',
  summary: 'lets everybody in a room add users',
  breaks: ['MIMI-POL-002', 'MIMI-POL-020'],
  rule: 'addsUsersByRight',
})
