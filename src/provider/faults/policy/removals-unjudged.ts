import { unjudged } from '../kit/judging.js'

export const policyRemovalsUnjudged = unjudged({
  id: 'policy.removals-unjudged',
  summary: 'lets everybody in a room remove users',
  breaks: ['MIMI-POL-002', 'MIMI-POL-054'],
  rule: 'removesUsersByRight',
})
